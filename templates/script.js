// Small comforts. Every page is whole without them.
(() => {
  const all = (css) => [...document.querySelectorAll(css)];
  const place = (e) => e.getBoundingClientRect();
  const has = (list, word) => list?.split(" ").includes(word);
  const id = (link) => decodeURIComponent(link.hash.slice(1));
  const target = (link) => document.getElementById(id(link));
  const [filter] = all(".filter");

  // A page that moved takes a link to a place on it along.
  for (const m of all(".away a")) location = m.href + location.hash;

  // A passage is as many marks as others cut it into: all of them are lit.
  const light = (start, name, on) => {
    for (const m of all(`mark[data-p~="${start?.dataset.p?.split(" ")[0]}"]`)) m.classList.toggle(name, on);
  };

  // Which marks a reader wants to see holds for the next text, too.
  try {
    const kept = JSON.parse(localStorage.marks ?? "{}");
    for (const m of all(".marking input")) {
      m.checked = kept[m.id] ?? m.checked;
      m.onchange = () => { kept[m.id] = m.checked; localStorage.marks = JSON.stringify(kept); };
    }
  } catch {} // where nothing may be kept

  // A link to what is folded or filtered away brings it back.
  const arrive = () => {
    for (const m of all(".on")) m.classList.remove("on");
    const e = target(location);
    if (e && !e.checkVisibility()) {
      const note = e.closest("details");
      if (note) note.open = true;
      else if (filter) choose("");
      e.scrollIntoView();
    }
    light(e, "on", true);
  };
  addEventListener("hashchange", arrive);

  // A filter hides what lacks a choice; the address has the choices. What the
  // reader looks at, or else what follows it, stays in its place.
  const choose = (query) => {
    const items = all("[data-n]"), first = items.findIndex((e) => place(e).bottom > place(filter).bottom);
    const top = items[first] && place(items[first]).top;
    const chosen = all(".filter select").filter((s) => {
      if (query !== undefined) s.value = new URLSearchParams(query).get(s.name);
      s.selectedIndex = Math.max(0, s.selectedIndex);
      return s.value;
    });
    const shown = items.filter((e) => !(e.hidden = !chosen.every((s) => has(e.dataset[s.name], s.value))));
    for (const m of all("[data-of]")) m.classList.toggle("off", !shown.some((e) => has(m.dataset.of, e.dataset.n)));
    const [output, clear] = all(".filter > :not(details)");
    output.textContent = output.dataset.shown.replace("#", shown.filter((e) => !e.closest(".undated")).length);
    clear.hidden = !chosen[0];
    clear.onclick = () => { choose(""); all(".filter summary")[0].focus(); };
    const kept = shown.find((e) => items.indexOf(e) >= first);
    if (kept && top) scrollBy({ top: place(kept).top - top, behavior: "instant" });
    const address = new URLSearchParams(chosen.map((s) => [s.name, s.value]));
    history.replaceState(0, "", location.pathname + (chosen[0] ? "?" + address : "") + location.hash);
  };
  const read = () => choose(location.search);
  if (filter) {
    filter.hidden = false;
    filter.onchange = () => choose();
    addEventListener("popstate", read);
    read();
    filter.firstElementChild.open = location.search;
  }
  arrive();

  // A preview says what a link leads to. It is a script, since a page opened
  // from disk can load nothing else.
  const root = new URL(".", document.currentScript.src).href, box = document.createElement("div");
  let link = null, timer;
  box.id = "preview";
  box.role = "tooltip";
  const hide = () => {
    clearTimeout(timer);
    box.remove();
    link?.removeAttribute("aria-describedby");
    link = null;
  };
  const show = (a) => {
    const url = new URL(a.getAttribute("href"), document.baseURI), script = document.createElement("script");
    const page = url.href.replace(root, "").match(/^(sources|quotes|people|claims)\/[^/]+\//);
    if (!page || url.pathname === location.pathname) return;
    link = a;
    script.src = root + page[0] + "preview.js";
    script.onload = () => {
      script.remove();
      if (link !== a) return;
      box.innerHTML = previews[id(url)] ?? previews[""];
      document.body.append(box);
      a.setAttribute("aria-describedby", "preview");
      const { left, top, bottom } = place(a), high = box.offsetHeight + 4;
      box.style.left = scrollX + Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 24)) + "px";
      box.style.top = scrollY + (bottom + high > innerHeight && top > high ? top - high : bottom + 4) + "px";
    };
    document.head.append(script);
  };

  // What a note speaks of is lit while the pointer or focus is on its number.
  for (const name of ["pointerover", "pointerout", "focusin", "focusout"]) addEventListener(name, (e) => {
    const into = /over|in/.test(name), number = e.target.closest?.("a.number");
    if (number) light(target(number), "lit", into);
    if (e.pointerType === "touch" || name === "focusin" && !e.target.matches(":focus-visible")) return;
    const a = into && e.target.closest?.("main a[href]") || null;
    if (name === "focusout") hide();
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (a === link || !a && (box.matches(":hover") || link.matches(":hover, :focus-visible"))) return;
      hide();
      if (a) show(a);
    }, 300);
  });
  addEventListener("keydown", (e) => { if (e.key === "Escape") hide(); });

  // The search is loaded when it is first used, and where it led here.
  const [sought] = all(".search input");
  const seek = () => {
    const script = document.createElement("script");
    script.src = root + "search.js";
    document.head.append(script);
  };
  if (sought) {
    if (all(".found")[0] || /[?&]found=/.test(location.search)) seek();
    else if (document.activeElement === sought) seek();
    else sought.addEventListener("focus", seek, { once: true });
    addEventListener("keydown", (e) => {
      if (e.key === "k" && (e.ctrlKey || e.metaKey) || e.key === "/" && !e.target.matches("input:not([type=checkbox]), select, textarea")) {
        e.preventDefault();
        sought.focus();
        sought.select();
      }
    });
  }

  addEventListener("beforeprint", () => { for (const d of all(".beside details")) d.open = true; });

  for (const button of navigator.clipboard ? all("button[data-done]") : []) {
    const label = button.textContent;
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    };
  }
})();
