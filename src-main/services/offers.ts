// Offers: files a person handed over, each under an id that stands for it on the wire and soon expires (S28).
// Paths stay here.
import { CancelledError, StudioError } from '../../src-core/contract/errors.ts';
import type { Clock, Ids, Log } from '../ports/machine.ts';
import type { MediaFiles } from '../ports/media.ts';

/** How long an offer waits to be taken, milliseconds. */
export const OFFER_LIFE_MILLIS = 10 * 60 * 1000;

/** A file on offer. */
export interface OfferedFile {
  readonly path: string;
  /** The name to show; it need not be the path's. */
  readonly name: string;
  /** Whether the file is ours (a loopback upload): removed when nobody takes it. */
  readonly owned: boolean;
}

export interface OfferPorts {
  readonly files: Pick<MediaFiles, 'stamp' | 'removeOwn'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Whether a path must not be read on a page's word: the library itself, keys of AWS and SSH. */
  readonly isOffLimits: (path: string) => Promise<boolean>;
}

interface HeldOffer extends OfferedFile {
  readonly inode: string;
  readonly ended: AbortController;
}

/** The offers of one studio. */
export class Offers {
  readonly #ports: OfferPorts;
  readonly #held = new Map<string, HeldOffer>();

  constructor(ports: OfferPorts) {
    this.#ports = ports;
  }

  /**
   * Takes in a file and answers its id. Throws `file-missing`, or `bad-file` when it is no regular file or lies where
   * nothing may be read.
   */
  async offer(path: string, name: string, owned: boolean): Promise<string> {
    const { files, ids, isOffLimits } = this.#ports;
    const { inode } = await files.stamp(path);
    if (!owned && (await isOffLimits(path))) throw new StudioError('bad-file', { reason: 'it belongs to the studio or holds keys' });
    const id = ids.token();
    const offer = { path, name, owned, inode, ended: new AbortController() };
    this.#held.set(id, offer);
    void this.#expire(id, offer);
    return id;
  }

  /** The file of an offer, which goes on being held. Throws `offer-expired`, also when another file lies there now. */
  async look(id: string): Promise<OfferedFile> {
    const offer = this.#held.get(id);
    if (!offer) throw new StudioError('offer-expired');
    const { inode } = await this.#ports.files.stamp(offer.path);
    if (inode !== offer.inode) throw new StudioError('offer-expired', { reason: 'replaced' });
    return { path: offer.path, name: offer.name, owned: offer.owned };
  }

  /** Ends an offer; from here on an owned file belongs to whoever took it. Throws `offer-expired`. */
  take(id: string): OfferedFile {
    const offer = this.#held.get(id);
    if (!offer) throw new StudioError('offer-expired');
    this.#held.delete(id);
    offer.ended.abort();
    return { path: offer.path, name: offer.name, owned: offer.owned };
  }

  /** Ends every offer and removes the owned files nobody took. */
  async stop(): Promise<void> {
    const left = [...this.#held.values()];
    this.#held.clear();
    for (const offer of left) offer.ended.abort();
    await Promise.all(left.map((offer) => this.#discard(offer)));
  }

  async #expire(id: string, offer: HeldOffer): Promise<void> {
    try {
      await this.#ports.clock.delay(OFFER_LIFE_MILLIS, offer.ended.signal);
    } catch (thrown) {
      if (thrown instanceof CancelledError) return; // taken, or the studio stops
      throw thrown;
    }
    this.#held.delete(id);
    await this.#discard(offer);
  }

  async #discard(offer: OfferedFile): Promise<void> {
    if (!offer.owned) return;
    try {
      await this.#ports.files.removeOwn(offer.path);
    } catch (thrown) {
      this.#ports.log.error('an upload nobody took could not be removed', thrown);
    }
  }
}
