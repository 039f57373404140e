// Cites a paragraph or passage of a source: below the one that is pointed at, reached by key or named in the address, buttons copy its
// reference and its link.
(() => {
  const offer = document.getElementById("cite-passage")?.content.firstElementChild;
  if (!offer || !navigator.clipboard) return;
  const [cite, link] = offer.querySelectorAll("button"), style = offer.querySelector("select");
  const [page] = document.querySelectorAll("link[rel=canonical]");
  const labels = [cite.textContent, cite.dataset.block];
  let at; // the id of what is cited
  const address = () => new URL("#" + at, page?.href ?? location.href).href;

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
    let label;
    button.onclick = async () => {
      if (button.textContent !== button.dataset.done) label = button.textContent;
      await navigator.clipboard.writeText(text());
      button.textContent = button.dataset.done;
      setTimeout(() => { if (button.textContent === button.dataset.done) button.textContent = label; }, 2000);
    };
  };
  copies(cite, () => `${texts.get(style.value)} ${address()}`);
  copies(link, address);

  // A passage stays chosen on the mouse's way from its words to the buttons below the paragraph.
  const stand = (block, passage) => {
    at = (passage ?? block).id;
    cite.textContent = labels[passage ? 0 : 1];
    if (offer.parentNode !== block) block.append(offer);
  };
  const show = ({ target, pointerType }) => {
    if (offer.contains(target) || target !== offer.parentNode && target.contains?.(offer)) return;
    const block = target.closest?.(".block[id]");
    if (!block) return offer.contains(document.activeElement) || arrive();
    const number = (target.closest(".refs")?.previousElementSibling ?? target).closest("[data-p]")?.dataset.p.split(" ")[0];
    const passage = number && document.querySelector(`[id][data-p~="${number}"]`);
    if (passage || offer.parentNode !== block || pointerType === "touch" || target.closest(".para")) stand(block, passage);
  };
  const arrive = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const block = named?.closest(".block");
    if (block) stand(block, named === block ? null : named);
    else offer.remove();
  };
  addEventListener("pointerover", show);
  addEventListener("focusin", show);
  addEventListener("hashchange", arrive);
  arrive();
})();
