/* What the server tells while the page is open. The browser asks again by itself when it is cut. */

/**
 * Listen until the page is closed.
 *
 * `news` is called when there is something to fetch, `progress` with a word or two on what is
 * being done ("" for nothing), `silence` with whether the server is away.
 */
export function listen({ news, progress, silence }) {
  const events = new EventSource("/events");
  events.addEventListener("book", news);
  events.addEventListener("pages", news);
  events.addEventListener("progress", (event) => progress(wordsOf(event.data)));
  events.addEventListener("open", () => silence(false));
  events.addEventListener("error", () => {
    silence(true);
    // A server that answers with a refusal ends it for good: look for it again.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => listen({ news, progress, silence }), 2000);
    }
  });
  addEventListener("pagehide", () => events.close(), { once: true });
}

/** Return a function that runs one task at a time, and once more where it was asked meanwhile. */
export function oneAtATime(task) {
  let running = false;
  let again = false;
  return async function ask() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      await task();
    } finally {
      running = false;
    }
    if (again) {
      again = false;
      await ask();
    }
  };
}

function wordsOf(data) {
  try {
    return JSON.parse(data).words ?? "";
  } catch {
    return "";
  }
}
