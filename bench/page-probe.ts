// What runs inside the page to note when things happened there. It looks on: the studio does not know of it.

/** Times are the page's own, milliseconds. */
export interface PageProbe {
  /** When the reply to library.open last came. */
  arrived: number;
  /** When the pointer last clicked. */
  clicked: number;
  /** When a new text that can be typed into came onto the page after `watch`, and when it was painted; 0 until then. */
  appeared: number;
  painted: number;
  /** From each key's going down to the paint that followed. */
  readonly keys: number[];
  /** Waits for the next text. */
  watch(): void;
  /** Milliseconds from doing something to the paint that shows it. */
  timeOf(work: () => void): Promise<number>;
  /** Waits until a wave that is not silence is drawn; answers the time since 1970. */
  waveSeen(): Promise<number>;
}

declare global {
  interface Window {
    galleyProbe: PageProbe;
  }
}

/** To be run before the page's own script. */
export function installProbe(): void {
  const probe: PageProbe = {
    arrived: 0,
    clicked: 0,
    appeared: 0,
    painted: 0,
    keys: [],
    watch() {
      probe.appeared = probe.painted = 0;
      former = document.querySelector(SHEET);
    },
    timeOf(work) {
      const start = performance.now();
      work();
      return new Promise((resolve) => afterPaint((now) => resolve(now - start)));
    },
    async waveSeen() {
      while (!isWaveDrawn()) await new Promise((resolve) => requestAnimationFrame(resolve));
      return performance.timeOrigin + performance.now();
    },
  };
  window.galleyProbe = probe;
  /** How a frame begins that answers library.open. */
  const HEAD = /^\{"id":\d+,"ok":true,"value":\{"recording":/;
  const SHEET = '.cm-content[contenteditable=true]';
  let former: Element | null = null;
  // A message posted from a frame's callback is handled once that frame has been painted.
  const { port1, port2 } = new MessageChannel();
  const waiting: ((now: number) => void)[] = [];
  port1.onmessage = () => waiting.shift()?.(performance.now());
  const afterPaint = (then: (now: number) => void): void => {
    requestAnimationFrame(() => {
      waiting.push(then);
      port2.postMessage(null);
    });
  };
  const NativeSocket = window.WebSocket;
  window.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (data instanceof ArrayBuffer && HEAD.test(new TextDecoder().decode(new Uint8Array(data, 4, Math.min(60, data.byteLength - 4)))))
          probe.arrived = performance.now();
      });
    }
  };
  addEventListener('click', ({ timeStamp }) => (probe.clicked = timeStamp), { capture: true });
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      afterPaint((now) => probe.keys.push(now - timeStamp));
    },
    { capture: true },
  );
  new MutationObserver(() => {
    const sheet = document.querySelector(SHEET);
    if (probe.appeared > 0 || sheet === null || sheet === former || sheet.querySelector('.cm-line') === null) return;
    probe.appeared = performance.now();
    afterPaint((now) => (probe.painted = now));
  }).observe(document, { childList: true, subtree: true });

  /** Whether anything is drawn well above the middle, where silence is a line. */
  function isWaveDrawn(): boolean {
    const hosts = [...document.querySelectorAll('[aria-hidden=true] > div')];
    return hosts.some((host) => [...(host.shadowRoot?.querySelectorAll('canvas') ?? [])].some((canvas) => hasInk(canvas)));
  }

  function hasInk(canvas: HTMLCanvasElement): boolean {
    if (canvas.width === 0 || canvas.height < 16) return false;
    const above = canvas.getContext('2d')?.getImageData(0, Math.floor(canvas.height / 2) - 6, canvas.width, 1).data ?? [];
    return above.some((value) => value > 0);
  }
}
