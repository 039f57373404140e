// What a page of dossier serve has besides: it listens to what changes.
(() => {
  let { state } = document.currentScript.dataset;
  const address = new URL("events", document.currentScript.src);

  // The overlay stands outside of the body, which changes, and in a tree of its
  // own, which the site's style does not reach.
  const host = document.createElement("dossier-problems"), root = host.attachShadow({ mode: "open" });
  const details = () => root.querySelector("details");
  let errors = 0;
  const tell = (html, n) => {
    const open = details()?.open, { scrollTop = 0 } = root.querySelector("div") ?? {};
    root.innerHTML = html;
    if (!html) return host.remove();
    document.documentElement.append(host);
    // New errors open it; it is the reader who closes it.
    details().open = n > errors || open && (n > 0 || errors === 0);
    errors = n;
    root.querySelector("div").scrollTop = scrollTop;
  };
  root.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || !details()?.open) return;
    details().open = false;
    root.querySelector("summary").focus();
  });

  // A reader's own: what is open, what a filter hides, what a script shows.
  const kept = (name, node) => name === "open" || name === "hidden" && node.matches(".filter, [data-n], [data-done]");
  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const name of ["lang", "dir"]) document.documentElement.setAttribute(name, page.documentElement.getAttribute(name) ?? "");
    document.title = page.title;
    const buttons = document.querySelectorAll("button[data-done]").length;
    Idiomorph.morph(document.body, page.body, {
      morphStyle: "outerHTML",
      callbacks: { beforeAttributeUpdated: (name, node) => kept(name, node) ? false : undefined },
    });
    // What the site's script sets up once, it sets up again on a fresh page.
    if (document.querySelectorAll("button[data-done]").length !== buttons) return location.reload();
    dispatchEvent(new PopStateEvent("popstate"));
  };

  // A page that nobody looks at does not listen: a browser has few connections.
  let events;
  const listen = () => {
    address.search = new URLSearchParams({ page: decodeURIComponent(location.pathname), state });
    events = new EventSource(address);
    events.onmessage = (e) => {
      const news = JSON.parse(e.data);
      if (news.page) show(news.page);
      if (news.styles) for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
        link.href = link.getAttribute("href").replace(/\?.*|$/, "?" + news.state);
      }
      tell(news.problems, news.errors);
      state = news.state;
      document.documentElement.dataset.state = state;
    };
  };
  document.addEventListener("visibilitychange", () => {
    events?.close();
    if (!document.hidden) listen();
  });
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (e) => { if (e.persisted) listen(); });
  if (!document.hidden) listen();
})();
