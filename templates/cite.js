// Cites a paragraph or passage of a source: where the address names one, buttons stand behind it that copy its link and its reference.
(() => {
  const offer = document.getElementById("cite-passage")?.content.firstElementChild;
  if (!offer || !navigator.clipboard) return;
  const [cite, link] = offer.querySelectorAll("button"), style = offer.querySelector("select");
  const [page] = document.querySelectorAll("link[rel=canonical]");
  const address = () => (page?.href ?? location.href.split("#")[0]) + location.hash;

  // The reader's style holds for the next source, too.
  const texts = new Map();
  for (const form of document.querySelectorAll(".cite details")) {
    const name = form.querySelector("summary").textContent;
    texts.set(name, form.querySelector("pre").textContent);
    style.append(new Option(name));
  }
  try {
    if (texts.has(localStorage.cite)) style.value = localStorage.cite;
    style.onchange = () => { localStorage.cite = style.value; };
  } catch {} // where nothing may be kept

  const copies = (button, text) => {
    const label = button.textContent;
    button.onclick = async () => {
      await navigator.clipboard.writeText(text());
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    };
  };
  copies(cite, () => `${texts.get(style.value)} ${address()}`);
  copies(link, address);

  const arrive = () => {
    const block = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".block");
    if (block) block.append(offer);
    else offer.remove();
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
