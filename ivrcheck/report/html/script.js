"use strict";
// Lights up the way of a finding's call on the picture. Without this script the page says the same.
(() => {
  const shown = new Map();

  const clear = (menu) => {
    const frame = document.getElementById(menu + "-picture");
    frame.classList.remove("lit");
    frame.querySelectorAll(".on").forEach((part) => part.classList.remove("on"));
    document.getElementById(menu + "-shown").replaceChildren();
    const button = shown.get(menu);
    if (button) button.setAttribute("aria-pressed", "false");
    shown.delete(menu);
  };

  const link = (text, action) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  };

  const light = (button) => {
    const menu = button.dataset.menu;
    const frame = document.getElementById(menu + "-picture");
    clear(menu);
    shown.set(menu, button);
    button.setAttribute("aria-pressed", "true");
    frame.classList.add("lit");
    const parts = button.dataset.show.split(" ").map((name) => document.getElementById(menu + "." + name));
    parts.forEach((part) => part && part.classList.add("on"));
    const status = document.getElementById(menu + "-shown");
    const title = document.getElementById(button.getAttribute("aria-describedby")).cloneNode(true);
    title.removeAttribute("id");
    const words = document.createElement("span");
    words.append(...title.childNodes);
    status.append(
      words,
      link("Back to this finding", () => button.focus()),
      link("Show everything", () => { clear(menu); frame.focus(); }),
    );
    status.scrollIntoView({ block: "start" });
    frame.focus({ preventScroll: true });
    const first = parts.find((part) => part);
    if (first) first.scrollIntoView({ block: "nearest", inline: "center" });
    status.scrollIntoView({ block: "start" });
  };

  document.documentElement.classList.add("scripts");
  document.querySelectorAll("button.show").forEach((button) => {
    button.hidden = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      if (shown.get(button.dataset.menu) === button) clear(button.dataset.menu);
      else light(button);
    });
  });
})();
