// The search: what a query finds, and the box that shows it. The script of the
// page loads it when it is first used; it loads what it needs of the index. From a
// server it is also a worker, and the page stays free.
(() => {
  const { document } = globalThis, root = new URL(".", document?.currentScript.src ?? location).href;
  const letters = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu, plain = /^[a-z0-9]+$/i, marks = /["“”„‟«»]/;
  const close = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}";
  const pieces = new RegExp(`[${close}]+|[^${close}]+`, "gu"), unspaced = new RegExp(`^[${close}]`, "u");
  const endings = /^(?:|e?s|e?d|ing|e?rs?|e?ly|y|ies|e[nmrs]?|n|te?n?|e?nt|é?e?s?|ez|[oa]s?|[аяоеыиуюьй]|[оеиы][йе]|[оеыи][мх]|[ая][мх]и?|[оеё]в|[оеёы]го|[оеё]му|ть|л[аои]?)$/u;

  // Words are folded as those of the index are.
  const loose = (text) => text.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}]/gu, "").replaceAll("ß", "ss").replaceAll("ς", "σ");
  const words = (text) => {
    const out = [];
    for (const { 0: run, index } of text.matchAll(letters)) {
      if (plain.test(run)) { // most words, without ado
        out.push({ word: run.toLowerCase(), start: index, end: index + run.length });
        continue;
      }
      const folded = loose(run);
      for (const { 0: word, index: at } of folded.matchAll(/[\p{L}\p{N}]+/gu)) for (const { 0: piece, index: from } of word.matchAll(pieces)) {
        const put = (word, at, length) => {
          const [start, end] = folded.length === run.length ? [at, at + length] : [0, run.length];
          out.push({ word, start: index + start, end: index + end });
        };
        if (!unspaced.test(piece)) put(piece, at + from, piece.length);
        else [...piece].forEach((c, i, all) => put(c + (all[i + 1] ?? ""), at + from + i, Math.min(2, all.length - i)));
      }
    }
    return out;
  };

  // The parts of the index, and what stands beside pages, are scripts. A worker
  // reads their lines.
  let parts = {}, loading = {}, read = {};
  globalThis.searched = (name, data) => { parts[name] = data; };
  const take = async (name) => {
    const answer = await fetch(root + name);
    if (!answer.ok) throw name;
    let cards;
    for (const line of (await answer.text()).split("\n")) {
      const [, part, data] = line.match(/^(?:searched\("(.+?)", |cards = )(.*?)(?:\);)?$/) ?? [];
      if (part) parts[part] = JSON.parse(data); else if (data) cards = JSON.parse(data);
    }
    return cards;
  };
  const load = (name) => loading[name] ??= !document ? take(name) : new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = root + name;
    script.onload = () => { script.remove(); done(globalThis.cards); };
    script.onerror = () => { delete loading[name]; failed(); };
    document.head.append(script);
  });
  const part = async (name) => {
    if (!(name in parts)) await load(`search/${name}.js`);
    return parts[name];
  };
  const numbers = (text) => {
    const out = [];
    let n = 0, at = 1;
    for (const c of text) {
      const d = c > "`" ? c.charCodeAt() - 71 : c === "_" ? 63 : c > "@" ? c.charCodeAt() - 65 : c === "-" ? 62 : c.charCodeAt() + 4;
      n += (d & 31) * at;
      at *= 32;
      if (d < 32) { out.push(n); n = 0; at = 1; }
    }
    return out;
  };
  const rising = (text) => { let n = -1; return numbers(text).map((d) => n += d + 1); };

  // An entry knows its places: by document, the passages, or nothing where it is too common.
  const places = (entry) => {
    if (entry.places) return entry.places;
    const out = entry.places = new Map();
    if (entry.data[0] === "*") for (const d of rising(entry.data.slice(1))) out.set(d, null);
    else {
      const list = numbers(entry.data);
      let doc = -1, at;
      for (let i = 0; i < list.length; i++) {
        if (list[i] & 1) out.set(doc += list[i] >> 1, at = [list[++i]]);
        else at.push(at.at(-1) + (list[i] >> 1));
      }
    }
    return out;
  };
  const entries = async (n) => {
    const text = await part("words-" + n);
    return read[n] ??= new Map(text.split("\n").flatMap((line) => {
      const [head, data] = line.split("\t"), [forms, whole] = head.split("|").map((s) => s.split(" "));
      const entry = { forms: [...forms, ...whole ?? []], data };
      return forms.map((word) => [word, entry]);
    }));
  };
  const shard = (index, word) => Math.max(0, index.words.findLastIndex((first) => first <= word));
  const entry = async (index, word) => {
    const found = (await entries(shard(index, word))).get(word);
    return found?.data[0] === "=" ? (await entries(shard(index, found.data.slice(1)))).get(found.data.slice(1)) : found;
  };
  const many = 40;
  const beginning = async (index, word) => {
    const out = [], from = shard(index, word);
    for (let n = from; n < Math.min(from + 2, index.words.length) && (n === from || index.words[n].startsWith(word)); n++) {
      for (const form of (await entries(n)).keys()) if (form.startsWith(word)) out.push(form);
    }
    return out.slice(0, many);
  };
  const slip = (a, b) => {
    let i = 0, j = 1;
    while (a[i] === b[i]) i++;
    while (a.at(-j) === b.at(-j)) j++;
    const m = a.length - i - j + 1, n = b.length - i - j + 1;
    return m <= 1 && n <= 1 || m === 2 && n === 2 && a[i] === b[i + 1] && a[i + 1] === b[i];
  };
  const near = async (index, like, ...places) => {
    const out = new Set(), [word] = places;
    for (const w of places) {
      for (const form of (await entries(shard(index, w))).keys()) if (form !== word && like(form)) out.add(form);
      if (out.size) break;
    }
    return [...out].slice(0, many);
  };
  const inflected = (word) => (form) => {
    let i = 0;
    while (i < word.length && word[i] === form[i]) i++;
    return i > 2 && i >= word.length - 4 && i * 5 >= word.length * 3 && endings.test(word.slice(i)) && endings.test(form.slice(i));
  };

  const card = async (index, doc) => {
    const [page, place, own] = (await part("pages-" + Math.floor(doc / index.page)))[doc % index.page];
    const it = own ?? (await load(page.replace(/[^/]*$/, "preview.js")))[place];
    it.page ??= { page, place, texts: [[place, [it.title, ...it.names ?? []].join(" · "), it.lang], ...it.text ?? []].map(([id, text, lang, n], i) => ({ id, text, lang, n: n ?? i, get words() { return this.list ??= words(text); } })) };
    return it;
  };

  // Finds what has all the words of a query. The last of them may be the beginning
  // of one while somebody types.
  const find = async (query, typing, chosen = {}) => {
    const index = await part("index"), terms = [], phrases = [], told = [];
    for (const [i, text] of query.split(marks).entries()) {
      const list = words(text).filter((w, k, all) => !(unspaced.test(w.word) && w.word.length === 1 && all[k - 1]?.word[1] === w.word));
      if (i % 2 && list.length) phrases.push(list.map((w) => w.word));
      for (const [k, { word, end }] of list.entries()) {
        const last = !(i % 2) && k === list.length - 1 && end === text.length && i === query.split(marks).length - 1;
        const own = await entry(index, word), found = new Map(own ? [[own, 1]] : []), forms = new Set(i % 2 ? [word] : own?.forms);
        const add = async (list, weight) => {
          for (const form of list) {
            const e = await entry(index, form);
            if (!e || found.has(e)) continue;
            found.set(e, weight);
            for (const f of e.forms) forms.add(f);
          }
        };
        if (!(i % 2)) {
          if (last && (typing || !own) && word.length > 1 - unspaced.test(word)) await add(await beginning(index, word), .5);
          if (!found.size && word.length > 3) await add(await near(index, inflected(word), word), .9);
          if (!found.size && word.length > 4 && !/\p{N}/u.test(word)) {
            const like = await near(index, (form) => slip(word, form), word, word[1] + word[0] + word.slice(2), word.slice(1));
            await add(like, .5);
            if (like.length) told.push([word, like[0]]);
          }
        }
        const at = new Map();
        for (const [e, weight] of found) for (const [doc, passages] of places(e)) {
          const before = at.get(doc);
          at.set(doc, before ? { passages: before.passages && passages && [...before.passages, ...passages], weight: Math.max(weight, before.weight) } : { passages, weight });
        }
        terms.push({ word, forms, at, rare: Math.log(1 + (index.documents - at.size + .5) / (at.size + .5)) });
      }
    }
    if (!terms.length) return { found: [], terms, told, index };
    const lengths = index.lengths ??= numbers(index.length).map((n) => 1.5 ** n);
    let found = [];
    terms.sort((a, b) => a.at.size - b.at.size);
    for (const doc of terms[0].at.keys()) {
      if (!terms.every((t) => t.at.has(doc))) continue;
      let score = 0, shared = null, head = true;
      for (const t of terms) {
        const { passages, weight } = t.at.get(doc), n = passages ? new Set(passages).size : 1;
        const first = passages?.includes(0);
        score += weight * t.rare * (2.2 * n / (n + .3 + .9 * lengths[doc] / index.average) + (first ? 1 : 0));
        head &&= first;
        if (passages) shared = shared ? shared.filter((p) => passages.includes(p)) : passages;
      }
      found.push({ doc, score, level: 2 * head + !!(shared?.length ?? 1) });
    }
    // What can be chosen is counted among what is found; each field without its own choice.
    // The fields are large, and loaded when they are asked for.
    const fields = async () => index.sets ??= (await part("fields")).map(([name, label, values]) => [name, label, values.map(([value, text, docs]) => [value, text, new Set(rising(docs))])]);
    const sets = Object.values(chosen).some(Boolean) ? (await fields()).flatMap(([name, , values]) => chosen[name] ? [[name, values.find(([v]) => v === chosen[name])?.[2] ?? new Set()]] : []) : [];
    const all = found;
    const counts = async () => (await fields()).map(([name, label, values]) => {
      const among = all.filter((f) => !f.out && sets.every(([n, set]) => n === name || set.has(f.doc)));
      return [name, label, values.map(([value, text, set]) => [value, text, among.filter((f) => set.has(f.doc)).length]).filter(([, , n]) => n)];
    });
    found = found.filter((f) => sets.every(([, set]) => set.has(f.doc)));
    const order = (a, b) => b.level - a.level || b.score - a.score || a.doc - b.doc;
    found.sort(order);
    // The passages of the first are read: whether the words stand together in them.
    const whole = index.page >= index.documents && (await part("pages-0"))[0]?.[2]?.text !== undefined;
    const wanted = new Set(terms.flatMap((t) => [...t.forms])), asked = query.split(marks).length > 1 ? [] : words(query).map((w) => terms.find((t) => t.word === w.word)?.forms).filter(Boolean);
    const run = (list, sequence, has) => list.some((_, i) => sequence.every((s, k) => list[i + k] && has(s, list[i + k].word)));
    const inspect = async (f) => {
      f.card = await card(index, f.doc);
      const { texts } = f.card.page;
      // Only what the index knows to have one of the words is read.
      const may = (p) => terms.some((t) => t.at.get(f.doc).passages?.includes(p.n) ?? true);
      const score = (p) => !may(p) ? 0 : terms.filter((t) => p.words.some((w) => t.forms.has(w.word))).length
        + (asked.length > 1 && run(p.words, asked, (s, w) => s.has(w)) ? 100 : 0)
        + phrases.filter((s) => run(p.words, s, (a, w) => a === w)).length * 1000;
      const scores = texts.map(score), best = Math.max(...scores);
      f.at = texts[scores.indexOf(best, best === scores[0] && scores.lastIndexOf(best) > 0 ? 1 : 0)];
      f.out = phrases.some((s) => !texts.some((p) => may(p) && run(p.words, s, (a, w) => a === w)));
      f.level = 8 * (best >= 100) + 4 * (scores[0] % 100 === terms.length) + (f.level & 2) + (best % 100 === terms.length);
    };
    // A phrase is looked for until a page of results has it; most are not worth more than so many pages to read.
    const some = typing ? 6 : 8, most = Math.min(found.length, whole ? Infinity : !phrases.length ? some : typing ? 24 : 480);
    let read = 0, unread = 0;
    do {
      const to = Math.min(most, phrases.length && !whole ? read + 24 : most);
      await Promise.all(found.slice(read, to).map(inspect));
      read = to;
    } while (read < most && found.slice(0, read).filter((f) => !f.out).length < some);
    if (phrases.length) {
      unread = found.length - read;
      found = found.slice(0, read).filter((f) => !f.out);
      read = found.length;
      for (const f of all) f.out ??= true;
    }
    found = [...found.slice(0, read).sort(order), ...found.slice(read)];
    return { found, unread, terms, told, index, wanted, counts, inspect };
  };
  // Every second piece of a text is marked.
  const marked = (list, text, wanted, from = 0, to = text.length) => {
    const out = [];
    let at = from;
    for (const w of list) if (w.start >= at && w.end <= to && wanted.has(w.word)) {
      out.push(text.slice(at, w.start), text.slice(w.start, w.end));
      at = w.end;
    }
    return [...out, text.slice(at, to)];
  };
  const excerpt = ({ text, words }, wanted) => {
    const first = words.find((w) => wanted.has(w.word))?.start ?? 0, from = words.findLast((w) => w.start <= Math.max(0, first - 60))?.start ?? 0;
    const to = Math.max(words.findLast((w) => w.end <= from + 200)?.end ?? 0, Math.min(text.length, first + 60));
    const rest = text.length - to < 3 ? text.length : to, start = first < 60 ? 0 : from, out = marked(words, text, wanted, start, rest);
    if (start) out[0] = "…" + out[0];
    if (rest < text.length) out[out.length - 1] += "…";
    return out;
  };
  const result = ({ card: { page: { page, place, texts }, kind, outlet, date }, at }, wanted) => {
    const found = [...new Set(at.words.map((w) => w.word).filter((w) => wanted.has(w)))].slice(0, 8).join(" "), id = at.id || place;
    const [title, ...others] = texts, shown = at === title ? others[0] : at;
    return {
      href: page + (found ? "?found=" + encodeURIComponent(found) : "") + (id ? "#" + id : ""),
      title: marked(title.words, title.text, wanted), meta: [kind, outlet, date].filter(Boolean).join(" · "), text: shown && excerpt(shown, wanted), langs: [title.lang, shown?.lang],
    };
  };
  const answer = async (query, typing, most = 8, chosen, counting) => {
    const { found, unread, terms, told, index: { say }, wanted, counts, inspect } = await find(query, typing, chosen);
    const shown = found.slice(0, most);
    for (const f of shown) if (!f.at) await inspect(f);
    return { count: found.length, unread, told, say, empty: !terms.length, fields: counting && await counts?.() || [], shown: shown.map((f) => result(f, wanted)) };
  };
  if (!document) {
    onmessage = ({ data: [n, ...query] }) => answer(...query).catch(() => {}).then((found) => postMessage([n, found]));
    return;
  }

  // What the worker does not answer is found here; from disk there is none.
  let worker, asked = [];
  const unanswered = () => {
    worker = null;
    asked.forEach((done) => done());
    asked = [];
  };
  const start = () => {
    parts = {}; loading = {}; read = {};
    worker?.terminate();
    unanswered();
    if (/^http/.test(root)) try {
      worker = new Worker(root + "search.js");
      worker.onmessage = ({ data: [n, found] }) => { asked[n]?.(found); delete asked[n]; };
      worker.onerror = unanswered;
    } catch {}
  };
  const ask = globalThis.dossierSearch = (...query) => new Promise((done) => {
    if (worker === undefined) start();
    const n = asked.push((found) => done(found ?? answer(...query))) - 1;
    worker ? worker.postMessage([n, ...query]) : unanswered();
  });

  const element = (name, attributes, ...inside) => {
    const e = document.createElement(name);
    for (const [k, v] of Object.entries(attributes)) if (v !== undefined && v !== "") e.setAttribute(k, v);
    e.append(...inside);
    return e;
  };
  const link = (attributes, { href, title, meta, text, langs }) => {
    const span = (name, lang, list) => element("span", { class: name, lang, dir: "auto" }, ...list.map((t, i) => i % 2 ? element("mark", {}, t) : t));
    return element("a", { ...attributes, href: root + href }, span("title", langs[0], title), element("span", { class: "meta" }, meta), ...text ? [span("words", langs[1], text)] : []);
  };

  const form = document.querySelector("form.search"), page = document.querySelector(".found");
  const box = form?.querySelector("input"), list = form?.querySelector("[role=listbox]"), output = form?.querySelector("output");
  const say = (r, words = r.say) => r.empty ? "" : [
    ...r.told.map(([a, b]) => words.near.replace("##", b).replace("#", a)),
    ...r.count ? [words.found.replace("#", r.count)] : r.unread ? [] : [words.none],
    ...r.unread ? [words.unread.replace("#", r.unread)] : [],
  ].join(" ");
  let turn = 0, active = -1;
  const hide = () => {
    turn++;
    active = -1;
    list.hidden = true;
    list.replaceChildren();
    box.setAttribute("aria-expanded", false);
    box.removeAttribute("aria-activedescendant");
  };
  const choose = (n) => {
    const options = [...list.querySelectorAll("a")];
    if (!options.length) return;
    active = (n + options.length) % options.length;
    options.forEach((e, i) => e.setAttribute("aria-selected", i === active));
    options[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[active].id);
  };
  const all = (query) => form.action + "?q=" + encodeURIComponent(query);
  const suggest = async () => {
    if (!words(box.value).length) { hide(); output.textContent = ""; return; }
    const mine = ++turn, query = box.value, r = await ask(query, true, 6);
    if (mine !== turn || document.activeElement !== box) return;
    const option = { role: "option", "aria-selected": false, tabindex: -1 }, options = r.shown.map((f) => link(option, f));
    if (r.count) options.push(element("a", { ...option, href: all(query) }, r.say.all));
    options.forEach((e, i) => { e.id = "search-" + i; });
    active = -1;
    box.removeAttribute("aria-activedescendant");
    output.textContent = say(r);
    list.replaceChildren(...options);
    if (!r.count || r.told.length) list.prepend(element("p", { role: "option", "aria-disabled": true, class: "meta" }, say(r)));
    list.hidden = false;
    box.setAttribute("aria-expanded", true);
  };

  // The page of the search has the query and what is chosen in its address.
  const fieldNames = ["kind", "verdict", "speaker", "outlet", "topic", "year"];
  const show = async (typing, more = 8) => {
    const mine = ++turn, query = new URLSearchParams(location.search), chosen = Object.fromEntries(fieldNames.map((n) => [n, query.get(n)]));
    const open = page.querySelector("details")?.open ?? Object.values(chosen).some(Boolean);
    const r = await ask(query.get("q") ?? "", typing, more, chosen, open), focus = document.activeElement?.name;
    if (mine !== turn) return;
    const fields = r.fields.filter(([name, , values]) => values.length > 1 || chosen[name]).map(([name, label, values]) => {
      const select = element("select", { name, autocomplete: "off" }, element("option", { value: "" }, r.say.any), ...values.map(([value, text, n]) => element("option", { value }, `${text} (${n})`)));
      select.options[0].value = "";
      select.value = chosen[name] ?? "";
      select.onchange = () => {
        if (select.value) query.set(name, select.value); else query.delete(name);
        history.replaceState(0, "", "?" + query);
        show(false);
      };
      return element("label", {}, label + " ", select);
    });
    const filter = element("details", {}, element("summary", {}, r.say.filter), element("div", {}, ...fields));
    filter.open = open;
    filter.ontoggle = () => { if (filter.open && !open) show(typing, more); };
    const button = element("button", { type: "button" }, r.say.more);
    button.onclick = async () => {
      await show(typing, more + 8);
      page.querySelectorAll("li a")[more]?.focus();
    };
    page.replaceChildren(
      ...fields.length || !open && r.count ? [element("div", { class: "filter", role: "group", "aria-label": r.say.filter }, filter)] : [],
      element("p", { class: "meta" }, say(r)),
      element("ol", {}, ...r.shown.map((f) => element("li", {}, link({}, f)))),
      ...r.count > more ? [button] : [],
    );
    output.textContent = say(r);
    if (fieldNames.includes(focus)) page.querySelector(`[name=${focus}]`)?.focus();
  };
  const renew = (typing) => {
    const query = new URLSearchParams(location.search);
    if (query.get("q") !== box.value) {
      query.set("q", box.value);
      history[history.state?.typing ? "replaceState" : "pushState"]({ typing }, "", "?" + query);
    } else if (!typing) history.replaceState(0, "", location.href);
    return show(typing);
  };

  if (form) {
    let timer;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => page ? renew(true) : suggest(), 80);
    });
    box.addEventListener("focus", () => { if (!page && box.value && list.hidden) suggest(); });
    box.addEventListener("keydown", (e) => {
      const open = !list.hidden;
      if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        if (page) return;
        e.preventDefault();
        if (open) choose(active + (e.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1)); else suggest();
      } else if (e.key === "Escape" && open) {
        e.preventDefault();
        hide();
      } else if (e.key === "Enter" && !e.isComposing) {
        e.preventDefault();
        clearTimeout(timer);
        if (open && active >= 0) list.querySelectorAll("a")[active].click();
        else if (page) renew(false);
        else if (box.value.trim()) location.href = all(box.value);
      }
    });
    list.addEventListener("pointerdown", (e) => e.preventDefault());
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("focusout", (e) => { if (!form.contains(e.relatedTarget)) hide(); });
    // The preview of a dossier says when there is something new.
    addEventListener("dossier", start);
    if (page) {
      const take = () => { box.value = new URLSearchParams(location.search).get("q") ?? ""; show(false); };
      addEventListener("popstate", take);
      take();
      if (!box.value) box.focus();
    } else if (document.activeElement === box) {
      start();
      if (box.value) suggest();
    }
  }

  // Where a result leads, its words are marked. That changes nothing in the text.
  const found = new URLSearchParams(location.search).get("found");
  if (found && globalThis.Highlight) {
    const wanted = new Set(found.split(" ")), ranges = [], main = document.querySelector("main");
    const walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) for (const w of words(walk.currentNode.data)) if (wanted.has(w.word)) {
      const range = new Range();
      range.setStart(walk.currentNode, w.start);
      range.setEnd(walk.currentNode, w.end);
      ranges.push(range);
    }
    CSS.highlights.set("found", new Highlight(...ranges));
    if (!location.hash) ranges.find((r) => !r.startContainer.parentElement.closest(".head"))?.startContainer.parentElement.scrollIntoView({ block: "center" });
  }
})();
