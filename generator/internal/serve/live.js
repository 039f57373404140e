// What a page of dossier serve has besides: it listens to what changes.
(() => {
  const script = document.currentScript;
  let { state } = script.dataset;
  // Where the site begins: behind a proxy not always at the root.
  const home = new URL("..", script.src).pathname;

  // The overlay stands outside of the body, which changes, and in a tree of its
  // own, which the site's style does not reach.
  const host = document.createElement("dossier-problems"), root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(overlayStyle); // it is there when the server is not
  root.adoptedStyleSheets = [style];
  root.innerHTML = `<p role="status"></p><p role="alert" hidden></p><section></section>`;
  const [status, alert, panel] = root.children;
  const stand = () => {
    const wanted = !alert.hidden || panel.childElementCount > 0;
    if (wanted !== host.isConnected) wanted ? document.documentElement.append(host) : host.remove();
  };
  const details = () => panel.querySelector("details");
  // The end of the page stays within reach.
  const room = new ResizeObserver(() => { document.documentElement.style.paddingBottom = details() ? details().offsetHeight + "px" : ""; });
  // What this window was told of, and whether the reader has the overlay open.
  const memory = JSON.parse(sessionStorage.dossier ?? `{ "errors": [], "open": false }`);
  const remember = () => { sessionStorage.dossier = JSON.stringify(memory); };
  const tell = ({ problems, heading, errors }) => {
    errors ??= [];
    const fresh = errors.some((e) => !memory.errors.includes(e));
    memory.open = fresh || memory.open && errors.length > 0;
    memory.errors = errors;
    remember();
    // The overlay is the same on every page: its links begin where the site does.
    problems = problems.replaceAll('href=".dossier/', `href="${home}.dossier/`);
    Idiomorph.morph(panel, problems, { morphStyle: "innerHTML", callbacks: { beforeAttributeUpdated: (name) => name === "open" ? false : undefined } });
    stand();
    if (status.textContent !== heading) status.textContent = heading;
    room.disconnect();
    if (!problems) {
      document.documentElement.style.paddingBottom = "";
      return;
    }
    details().open = memory.open;
    room.observe(details());
  };
  root.addEventListener("click", (e) => {
    if (!e.target.closest("summary")) return;
    memory.open = !details().open; // it changes after the click
    remember();
  });
  root.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !details()?.open) return;
    memory.open = details().open = false;
    remember();
    root.querySelector("summary").focus();
  });

  // What is in the head beside the title: when that is another, so is the page.
  const head = (page) => [...page.head.children].filter((e) => !e.matches("title, base, meta[name=description], script[src*='/.dossier/']"))
    .map((e) => e.outerHTML.replace(/\?[-\w]*(?=")/, "")).join();
  const first = head(document);
  // A reader's own: what is open, what a filter hides, what a script shows. A
  // folded part is known by what stands in it, should it be made anew.
  const kept = (name, node) => name === "open" || name === "hidden" && node.matches(".filter, [data-n], [data-done]");
  const key = (d) => d.querySelector("[id]")?.id ?? d.className + d.querySelector("summary")?.textContent;
  const folded = () => [...document.querySelectorAll("details")];
  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    if (head(page) !== first) return location.reload();
    for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement.getAttribute(name) ?? "");
    document.title = page.title;
    const open = new Map(folded().map((d) => [key(d), d.open]));
    const buttons = document.querySelectorAll("button[data-done]").length;
    Idiomorph.morph(document.body, page.body, {
      morphStyle: "outerHTML",
      callbacks: { beforeAttributeUpdated: (name, node) => kept(name, node) ? false : undefined },
    });
    for (const d of folded()) d.open = open.get(key(d)) ?? d.open;
    // What the site's script sets up once, it sets up again on a fresh page.
    if (document.querySelectorAll("button[data-done]").length !== buttons) return location.reload();
    dispatchEvent(new PopStateEvent("popstate"));
  };

  // A page that nobody looks at does not listen: a browser has few connections.
  let events, again, doubt;
  const quiet = () => {
    events?.close();
    clearTimeout(again);
    clearTimeout(doubt);
    doubt = undefined;
  };
  const connected = () => {
    clearTimeout(doubt);
    doubt = undefined;
    alert.hidden = true;
    stand();
  };
  const lost = () => {
    doubt ??= setTimeout(() => {
      alert.hidden = false;
      stand();
      alert.textContent = "This page has lost its connection to dossier serve; what it shows may be old. It tries to connect again.";
    }, 1500);
    // A browser tries again by itself, but not when something answered for the server.
    if (events.readyState === EventSource.CLOSED) again = setTimeout(listen, 2000);
  };
  const listen = () => {
    events?.close();
    const address = new URL("events", script.src);
    address.search = new URLSearchParams({ page: "/" + decodeURIComponent(location.pathname.slice(home.length)), state });
    events = new EventSource(address);
    events.onopen = connected;
    events.onerror = lost;
    events.onmessage = (e) => {
      const news = JSON.parse(e.data);
      // Links of a page that is gone start elsewhere.
      if (news.script || news.page && news.gone && !document.querySelector(".page-missing")) return location.reload();
      dispatchEvent(new Event("dossier")); // what the search has loaded is of another state
      if (news.page) show(news.page);
      if (news.styles) for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
        link.href = link.getAttribute("href").replace(/\?.*|$/, "?" + news.state);
      }
      tell(news);
      state = news.state;
      document.documentElement.dataset.state = state;
    };
  };
  document.addEventListener("visibilitychange", () => {
    quiet();
    if (!document.hidden) listen();
  });
  addEventListener("pagehide", quiet);
  addEventListener("pageshow", (e) => { if (e.persisted) listen(); });
  if (!document.hidden) listen();
})();
