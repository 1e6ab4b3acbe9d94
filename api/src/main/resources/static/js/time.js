// Media time, sizes and dates in words.

/** 12.5 -> "0:12.5"; 3723 -> "1:02:03". `digits` after the point, 0 to 3. */
export function clock(seconds, digits = 0) {
  if (!Number.isFinite(seconds)) return '–:––';
  const scale = 10 ** digits;
  // Downwards, so that a time never names a second that is not reached yet.
  const units = Math.floor(Math.max(0, seconds) * scale + 1e-6);
  const whole = Math.floor(units / scale);
  const fraction = digits ? '.' + String(units % scale).padStart(digits, '0') : '';
  const h = Math.floor(whole / 3600);
  const m = Math.floor((whole % 3600) / 60);
  const s = String(whole % 60).padStart(2, '0');
  return h ? `${h}:${String(m).padStart(2, '0')}:${s}${fraction}` : `${m}:${s}${fraction}`;
}

/** For screen readers: 72.4 -> "1 minute 12.4 seconds". */
export function spoken(seconds) {
  const h = Math.floor(seconds / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = Math.floor((seconds % 60) * 10) / 10;
  const parts = [];
  if (h) parts.push(count(h, 'hour'));
  if (m) parts.push(count(m, 'minute'));
  parts.push(`${s} ${s === 1 ? 'second' : 'seconds'}`);
  return parts.join(' ');
}

/** How long something lasts: 0.04 -> "0.04 s", 12.34 -> "12.3 s", 75 -> "1:15". */
export function lasting(seconds) {
  if (seconds < 1) return `${Number(seconds.toFixed(2))} s`;
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  return clock(seconds);
}

export function count(n, one, many = one + 's') {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** An RFC 3339 instant in the reader's own time zone. */
export function date(instant) {
  return instant ? day.format(new Date(instant)) : '';
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** The same to the second. */
export function dateToTheSecond(instant) {
  return moment.format(new Date(instant));
}

/** Seconds as a parameter: at most six decimals, no trailing zeros. */
export function seconds(value) {
  return String(Number(Math.max(0, value).toFixed(6)));
}
