// Asks again and again, one question at a time, and not while the page is hidden.

/** `ask` returns the milliseconds until the next question, or null to end. */
export function poll(ask) {
  let timer = null;
  let over = false;
  let asking = false;

  async function turn() {
    timer = null;
    if (over || asking) return;
    if (document.hidden) return;
    asking = true;
    let wait;
    try {
      wait = await ask();
    } catch {
      wait = 5000;
    }
    asking = false;
    if (over) return;
    if (wait === null) stop();
    else timer = setTimeout(turn, wait);
  }

  function wake() {
    if (document.hidden || over) return;
    clearTimeout(timer);
    turn();
  }

  function stop() {
    over = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', wake);
  }

  document.addEventListener('visibilitychange', wake);
  turn();
  return { stop, wake };
}
