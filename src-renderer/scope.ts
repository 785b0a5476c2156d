// A lifetime: everything that listens, ticks or observes belongs to one, and ends with it.

export class Scope {
  readonly #ends: (() => void)[] = [];
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  /** Calls `end` when this scope ends; at once when it already has. */
  add(end: () => void): void {
    if (this.#ended) end();
    else this.#ends.push(end);
  }

  /** Listens for as long as the scope lives. */
  listen<K extends keyof WindowEventMap>(target: Window, type: K, listener: (event: WindowEventMap[K]) => void, options?: AddEventListenerOptions): void;
  listen<K extends keyof HTMLMediaElementEventMap>(
    target: HTMLMediaElement,
    type: K,
    listener: (event: HTMLMediaElementEventMap[K]) => void,
    options?: AddEventListenerOptions,
  ): void;
  listen(target: EventTarget, type: string, listener: (event: Event) => void, options?: AddEventListenerOptions): void;
  listen(target: EventTarget, type: string, listener: (event: never) => void, options?: AddEventListenerOptions): void {
    const heard = listener as EventListener; // the overloads pair each type with its event
    target.addEventListener(type, heard, options);
    this.add(() => {
      target.removeEventListener(type, heard, options);
    });
  }

  /** A scope that ends with this one, or before it. */
  child(): Scope {
    const inner = new Scope();
    this.add(() => {
      inner.end();
    });
    return inner;
  }

  /** Ends everything, latest first. Ending twice is nothing. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const end of this.#ends.splice(0).reverse()) end();
  }
}
