// When this state of the library was made and what it is called; the only script that changes with every build.
// Filled in when the site is built; age.js shows it.
window.commonThreadMade = {{ made|tojson }};
