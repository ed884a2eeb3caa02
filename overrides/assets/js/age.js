// When this copy was made and how old it is, in the foot of a page; and a plain word at the top when it is old enough to
// be out of date. The start page of a bundle, a single file and the page about bundles say the day themselves.
(function () {
  "use strict";
  var DAY = 86400000;
  var settings = window.commonThread || {};
  var made = document.querySelector("time[data-made]") || said(document.querySelector(".ct-sitefoot .ct-quiet"), window.commonThreadMade);
  if (!made) return;
  var online = made.dataset.online || settings.online;
  var staleAfter = Number(made.dataset.staleAfter || settings.staleAfter);
  var days = Math.floor((Date.now() - Date.parse(made.dateTime + "T00:00:00Z")) / DAY);
  // A device whose clock stands before that day can't tell.
  if (!(days >= 0)) return;

  // Says day and version in the foot of a page; gives the day.
  function said(foot, known) {
    if (!foot || !known) return null;
    var time = document.createElement("time");
    time.dateTime = known.day;
    time.dataset.made = "";
    time.textContent = known.words;
    foot.prepend("Content as of ", time, ", version " + known.version + ". ");
    return time;
  }

  function counted(number, unit) {
    return number + " " + unit + (number === 1 ? "" : "s");
  }

  function age() {
    var months = Math.round(days / 30.44);
    if (days < 60) return counted(days, "day");
    if (months < 24) return counted(months, "month");
    return counted(Math.floor(months / 12), "year");
  }

  made.after(days === 0 ? " (today)" : " (" + age() + " ago)");

  if (days <= staleAfter || (online && location.origin === new URL(online).origin)) return;
  var note = document.createElement("p");
  note.className = "ct-note ct-note--warning";
  note.setAttribute("role", "note");
  note.append("This copy is " + age() + " old: things may have changed since " + made.textContent + ".");
  if (online) {
    var link = document.createElement("a");
    link.href = online + "downloads.html";
    link.textContent = link.href;
    note.append(" Get a newer one, when you have a network, at ", link, ".");
  }
  (document.getElementById("__main") || document.querySelector("main")).prepend(note);
})();
