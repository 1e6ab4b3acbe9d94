// The keys of the view of one video.

/** Whether the key did something. `beside(direction)` goes to the event before or after. */
export function keys(event, player, timeline, beside, ask) {
  const actions = {
    ' ': () => player.toggle(),
    ArrowLeft: () => player.jump(event.shiftKey ? -5 : -1),
    ArrowRight: () => player.jump(event.shiftKey ? 5 : 1),
    ',': () => player.frame(-1),
    '.': () => player.frame(1),
    Home: () => player.seek(0),
    End: () => player.seek(player.duration ?? 0),
    p: () => beside(-1),
    n: () => beside(1),
    m: () => player.mute(),
    f: () => player.fullscreen(),
    b: () => player.boxes.toggle(),
    a: () => ask.focus(),
    '+': () => timeline.zoom(2),
    '=': () => timeline.zoom(2),
    '-': () => timeline.zoom(0.5),
    0: () => timeline.zoom(0),
  };
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return false;
  action();
  return true;
}
