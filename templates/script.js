// Small comforts. Every page is whole without them.
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  // A passage is as many marks as other passages cut it into: light them all.
  const light = (start, name, on) => {
    const number = start.dataset.p?.split(" ")[0];
    if (number) for (const m of all(`mark[data-p~="${number}"]`)) m.classList.toggle(name, on);
  };

  // A link into a closed note opens it, also where the browser does not.
  const arrive = () => {
    for (const m of all("mark.on")) m.classList.remove("on");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const note = target.closest("details");
    if (note && !note.open) { note.open = true; target.scrollIntoView(); }
    light(target, "on", true);
  };

  // What a note speaks of is lit while the pointer or focus is on its number.
  const point = (on) => (event) => {
    const number = event.target.closest?.("a.number");
    const mark = number && document.getElementById(decodeURIComponent(number.hash.slice(1)));
    if (mark) light(mark, "lit", on);
  };
  for (const [name, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) addEventListener(name, point(on));

  addEventListener("hashchange", arrive);
  addEventListener("beforeprint", () => { for (const d of all(".beside details:not([open])")) d.open = true; });
  arrive();

  for (const button of all("button[data-done]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  }
})();
