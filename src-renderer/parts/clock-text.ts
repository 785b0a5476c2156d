// A number of milliseconds as the clock figures people read: "4:07", "1:02:45". No words, no locale.

/** "0:07", "12:34", "1:02:45"; with tenths "12:34.5". Whole seconds are cut, not rounded: a clock shows what has passed. */
export function clockText(millis: number, tenths = false): string {
  const whole = Math.max(0, Math.floor(millis / 1000));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const seconds = String(whole % 60).padStart(2, '0');
  const tail = tenths ? `.${Math.floor((Math.max(0, millis) % 1000) / 100)}` : '';
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}${tail}` : `${minutes}:${seconds}${tail}`;
}

/** An ISO 8601 duration for the `datetime` attribute, to the millisecond. */
export function isoDuration(millis: number): string {
  return `PT${(Math.max(0, millis) / 1000).toFixed(3)}S`;
}
