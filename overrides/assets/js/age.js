// When this copy was made and how old it is, in the foot of a page; and a plain word at the top when it is old enough to
// be out of date. The start page of a bundle, a single file and the page about bundles say the day themselves.
(function () {
  "use strict";
  var _ = window.commonThreadWords._, ngettext = window.commonThreadWords.ngettext, pieces = window.commonThreadWords.pieces;
  var DAY = 86400000, MONTH = 30.44;
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
    foot.prepend.apply(foot, pieces(_("Content as of %(day)s, version %(version)s."), { day: time, version: known.version }).concat(" "));
    return time;
  }

  function age() {
    var months = Math.max(1, Math.round(days / MONTH));
    if (days <= MONTH) return ngettext("%(num)s day", "%(num)s days", days);
    if (months < 24) return ngettext("%(num)s month", "%(num)s months", months);
    return ngettext("%(num)s year", "%(num)s years", Math.floor(months / 12));
  }

  made.after(" (" + (days === 0 ? _("today") : _("%(age)s ago", { age: age() })) + ")");

  // Where a copy begins, on its start page and in a single file, from the first month; on every page when it is old.
  var begins = "staleAfter" in made.dataset, old = days > staleAfter;
  if (!(old || (begins && days > MONTH)) || (online && location.origin === new URL(online).origin)) return;
  var note = document.createElement("p");
  note.className = old ? "ct-note ct-note--warning" : "ct-note";
  note.setAttribute("role", "note");
  note.append(_("This copy is %(age)s old: things may have changed since %(day)s.", { age: age(), day: made.textContent }));
  if (online) {
    var link = document.createElement("a");
    link.href = online + "downloads.html";
    link.textContent = link.href;
    note.append.apply(note, [" "].concat(pieces(_("Get a newer one, when you have a network, at %(address)s."), { address: link })));
  }
  (document.getElementById("__main") || document.querySelector("main")).prepend(note);
})();
