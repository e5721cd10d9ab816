// Search boxes offer what is being typed: things of the lexicon, products, co-ops. Without this file they just search.
// Combobox with a list, as in the ARIA Authoring Practices; the field keeps the focus.

const PAUSE = 120;
const language = document.documentElement.lang;

function complete(form) {
  const field = form.querySelector("input[name=q]");
  const list = document.createElement("div");
  list.id = `${form.id}-offers`;
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.getAttribute("aria-label"));
  form.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.autocomplete = "off";
  let asking = new AbortController();
  let pause;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const marked = () => options().find((option) => option.ariaSelected === "true");

  function mark(option) {
    for (const one of options()) one.ariaSelected = String(one === option);
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  }

  function show(open) {
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (!open) mark(null);
  }

  function group(label, found, describe) {
    if (!found.length) return;
    const part = document.createElement("div");
    part.setAttribute("role", "group");
    part.setAttribute("aria-label", label);
    part.dataset.label = label;
    for (const one of found) {
      const option = document.createElement("div");
      option.id = `${list.id}-${options().length + part.children.length}`;
      option.setAttribute("role", "option");
      option.ariaSelected = "false";
      describe(option, one);
      part.append(option);
    }
    list.append(part);
  }

  const text = (name, value) => Object.assign(document.createElement(name), { textContent: value });

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const q = field.value.trim();
    if (!q) return show(false);
    const address = `/api/v1/suggestions?${new URLSearchParams(language === "vi" ? { q } : { q, lang: language })}`;
    let found;
    try {
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit" });
      if (!answer.ok) return show(false);
      found = await answer.json();
    } catch {
      return; // a newer question is on its way, or nobody answers: the form still searches
    }
    list.replaceChildren();
    group(form.dataset.concepts, found.concepts, (option, term) => {
      option.append(text("bdi", term.text));
      if (term.means) option.append(text("small", term.means));
      option.dataset.search = term.text;
    });
    group(form.dataset.products, found.products, (option, product) => {
      option.append(text("bdi", product.name));
      option.dataset.href = `/${language}/listings/${product.id}`;
    });
    group(form.dataset.sellers, found.sellers, (option, seller) => {
      option.append(text("bdi", seller.name));
      option.dataset.search = seller.name;
    });
    show(options().length > 0 && document.activeElement === field);
  }

  function take(option) {
    show(false);
    if (option.dataset.href) return location.assign(option.dataset.href);
    field.value = option.dataset.search;
    form.requestSubmit();
  }

  field.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // Japanese, Korean and Vietnamese are still being put together
    const all = options();
    const place = all.indexOf(marked());
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      show(true);
      mark(all[(place + (event.key === "ArrowDown" ? 1 : place < 0 ? 0 : -1) + all.length) % all.length]);
    } else if (event.key === "Enter" && !list.hidden && place >= 0) {
      event.preventDefault();
      take(all[place]);
    }
  });
  field.addEventListener("blur", () => show(false));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  show(false);
}

for (const form of document.querySelectorAll("form[data-complete]")) complete(form);
