"use strict";
// Sends questions and verdicts without leaving the page, and shows what officers send while the page is open.

const log = document.getElementById("log");
const problem = document.getElementById("problem");

function show(html) {
  const shown = log.children.length;
  log.insertAdjacentHTML("beforeend", html);
  log.children[shown].scrollIntoView({ block: "nearest" });
  const news = log.lastElementChild.querySelector("[data-state-now]");
  if (!news) return;
  for (const state of log.querySelectorAll("[data-state-of]")) {
    if (state.dataset.stateOf === news.dataset.number) state.textContent = news.dataset.stateNow;
  }
}

function renew(element, html) {
  element.insertAdjacentHTML("afterend", html);
  element.nextElementSibling.querySelector('[aria-pressed="true"]').focus();
  element.remove();
}

function freshFormId() {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function send(form) {
  const sent = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "X-Fragment": "1" },
  });
  const html = await sent.text();
  if (sent.ok) return { html, elsewhere: sent.redirected ? sent.url : "" };
  const page = new DOMParser().parseFromString(html, "text/html");
  throw new Error(page.querySelector("main p").textContent);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-live]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  problem.hidden = true;
  try {
    const { html, elsewhere } = await send(form);
    const judged = form.closest(".verdict");
    if (judged) {
      renew(judged, html);
    } else {
      if (!elsewhere) show(html);
      form.elements.form.value = freshFormId();
      if (form.elements.text.type !== "hidden") form.elements.text.value = "";
      if (elsewhere) location.assign(elsewhere);
    }
  } catch (error) {
    // A TypeError means that the network failed; the form keeps its id, so sending again is counted once.
    problem.textContent = error instanceof TypeError ? problem.dataset.offline : error.message;
    problem.hidden = false;
  } finally {
    button.disabled = false;
  }
});

document.getElementById("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

const events = new EventSource("/chat/events?after=" + log.dataset.after);
events.onmessage = (event) => {
  if (!log.querySelector(`[data-sent="${event.lastEventId}"]`)) show(event.data);
};
