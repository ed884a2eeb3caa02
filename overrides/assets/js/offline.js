// Lets a reader keep the published site in this browser, says on every page which state is kept, and when there is a
// newer one. offline.js at the top of the site does the keeping; a copy in a folder needs neither.
(function () {
  "use strict";
  var _ = window.commonThreadWords._, ngettext = window.commonThreadWords.ngettext;
  var place = document.querySelector("[data-offline]"), workers = navigator.serviceWorker, here = window.__md_scope;
  if (!/^https?:$/.test(location.protocol)) return;
  if (!workers || !window.isSecureContext || !window.caches) {
    if (place) place.append(note(_("This browser can't keep the site, or not at this address. Take the pack instead.")));
    return;
  }
  var script = new URL("offline.js", here).href, LOOK = "offline.looked", AGAIN = 600000;

  function note(words, warning) {
    var made = document.createElement("p");
    made.className = warning ? "ct-note ct-note--warning" : "ct-note";
    made.textContent = words;
    return made;
  }

  function button(words, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.className = "ct-button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  function megabytes(bytes) {
    return (Math.max(bytes, 50000) / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  }

  // Asks whoever keeps the site; its words are turned into ours here, where the language is known.
  function ask(worker, what) {
    return new Promise(function (resolve, reject) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) {
        if ("found" in event.data) resolve(event.data.found);
        else reject(new Error(event.data.failed));
      };
      worker.postMessage(what, [channel.port2]);
    });
  }

  function failed(error) {
    if (error.message === "changed") return _("The site has changed meanwhile. Try again.");
    if (error.message === "full") return _("This device has no room for it. What was kept before is still there.");
    return _("There is no network. What was kept before is still there; try again later, and it goes on from here.");
  }

  function ready() {
    return workers.register(script, { updateViaCache: "none" }).then(function () { return workers.ready; });
  }

  // Fetches batch by batch and shows how far it is.
  function keep(box, after) {
    var progress = document.createElement("progress"), words = note(_("Fetching …"));
    words.setAttribute("role", "status");
    progress.setAttribute("aria-label", _("How much is kept"));
    box.replaceChildren(words, progress);
    function further(registration) {
      return ask(registration.active, "keep").then(function (found) {
        progress.max = found.all;
        progress.value = found.done;
        words.textContent = _("%(done)s of %(all)s files", { done: found.done, all: found.all });
        return found.done < found.all ? further(registration) : registration;
      });
    }
    ready().then(further).then(after, function (error) {
      box.replaceChildren(note(failed(error), true), button(_("Try again"), function () { keep(box, after); }));
    });
  }

  function forget(box) {
    workers.getRegistration(here.href).then(function (registration) {
      if (!registration || !registration.active) return null;
      return ask(registration.active, "forget").then(function () { return registration.unregister(); });
    }).then(function () { show(box, null); });
  }

  // On the page about files to take: the offer, or what is kept.
  function show(box, state) {
    if (!state || !state.kept) {
      box.replaceChildren(
        button(_("Keep this site in this browser"), function () { keep(box, function () { look(box); }); })
      );
      return;
    }
    var said = note(
      _("Kept in this browser: the state of %(day)s, %(size)s MB. Pages open from here, with or without a network.", { day: state.kept.words, size: megabytes(state.kept.bytes) })
    );
    said.setAttribute("role", "status");
    box.replaceChildren(said);
    newer(box, state);
    box.append(button(_("Delete what is kept"), function () { forget(box); }));
  }

  function newer(box, state) {
    if (!state.network) {
      box.append(note(_("There is no network: nobody can say whether there is a newer state.")));
    } else if (state.now.version !== state.kept.version) {
      box.append(
        note(
          ngettext("The site now has the state of %(day)s: %(num)s file has changed, %(size)s MB.", "The site now has the state of %(day)s: %(num)s files have changed, %(size)s MB.", state.now.files, { day: state.now.words, size: megabytes(state.now.bytes) }),
          true
        ),
        button(_("Update"), function () { keep(box, function () { location.reload(); }); })
      );
    }
  }

  function look(box) {
    return workers.getRegistration(here.href).then(function (registration) {
      if (!registration || !registration.active) return show(box, null);
      return ask(registration.active, "state").then(function (state) { show(box, state); });
    });
  }

  // On every other page that comes from what is kept: nothing while it is the newest, else what there is.
  function watch() {
    if (!workers.controller) return;
    var last = Number(window.__md_get(LOOK, sessionStorage)) || 0;
    if (Date.now() - last < AGAIN) return;
    ask(workers.controller, "state").then(function (state) {
      if (!state.kept) return;
      if (state.network && state.now.version === state.kept.version) {
        window.__md_set(LOOK, Date.now(), sessionStorage);
        return;
      }
      var box = document.createElement("div");
      box.className = "ct-offline";
      if (state.network) {
        box.append(note(_("This page is kept in this browser, as it was on %(day)s.", { day: state.kept.words })));
        newer(box, state);
      } else {
        box.append(note(_("No network: this page is kept in this browser, as it was on %(day)s.", { day: state.kept.words })));
      }
      document.getElementById("__main").prepend(box);
    }, function () { return null; });
  }

  if (place) look(place);
  else watch();
})();
