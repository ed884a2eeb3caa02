// How a file of one's own looks: as a single file of the library does. Filled in when the site is built, since no script
// can read a style sheet that lies in a folder.
{% set looks %}{% include "bundles/single-file.css" %}{% endset %}
(function (own) {
  "use strict";
  own.looks = function () { return {{ looks|tojson }}; };
})(window.commonThreadOwn = window.commonThreadOwn || {});
