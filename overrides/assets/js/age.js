// How old this copy is, beside the day it was made; and a plain word at the top when it is old enough to be out of date.
// Works on the pages of the library, on the start page of a bundle and in a single file.
(function () {
  "use strict";
  var DAY = 86400000;
  var settings = window.commonThread || {};
  var made = document.querySelector("time[data-made]");
  if (!made) return;
  var online = made.dataset.online || settings.online;
  var staleAfter = Number(made.dataset.staleAfter || settings.staleAfter);
  var days = Math.floor((Date.now() - Date.parse(made.dateTime + "T00:00:00Z")) / DAY);
  // A device whose clock stands before that day can't tell.
  if (!(days >= 0)) return;

  function counted(number, unit) {
    return number + " " + unit + (number === 1 ? "" : "s");
  }

  function age() {
    if (days < 60) return counted(days, "day");
    if (days < 730) return counted(Math.floor(days / 30.44), "month");
    return counted(Math.floor(days / 365.25), "year");
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
