// Decodes the first sound track of a medium with the browser's own decoders, in order, holding little at a time.
// It knows mediabunny and WebCodecs; not what becomes of the samples.
import { AudioSampleSink, EncodedPacketSink, type AudioSample, type EncodedPacket, type InputAudioTrack } from 'mediabunny';

/** Decoded sound: one array a channel. The arrays are used again for the next piece. */
export interface SoundPiece {
  readonly planes: readonly Float32Array[];
  readonly frames: number;
  /** Frames a second. */
  readonly rate: number;
}

/** Packets given to a decoder before it is waited for, and how few are left when it gets more: waking for each one costs more than decoding it. */
const QUEUE_FULL = 256;
const QUEUE_LOW = 64;

/** Calls `onPiece` for every piece of sound and waits for what `ready` answers now and then: the receiver's back-pressure. */
export async function decodeSound(track: InputAudioTrack, onPiece: (piece: SoundPiece) => void, ready: () => Promise<void>): Promise<void> {
  const codec = await track.getCodec();
  const config = await track.getDecoderConfig();
  // Browsers have no decoder for plain samples; mediabunny has.
  if (codec?.startsWith('pcm-') || codec === 'ulaw' || codec === 'alaw') return readPlain(track, onPiece, ready);
  if (config === null || !(await AudioDecoder.isConfigSupported(config)).supported) throw new Error(`no decoder for ${codec ?? 'this sound'}`);
  const planes = new Planes();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {}); // heard where it is raced
  const decoder = new AudioDecoder({
    output(sound) {
      try {
        onPiece(planes.of(sound));
      } catch (thrown) {
        failed.reject(thrown);
      } finally {
        sound.close();
      }
    },
    error: (thrown) => failed.reject(thrown),
  });
  try {
    decoder.configure(config);
    for await (const packet of new EncodedPacketSink(track).packets()) {
      decoder.decode(chunkOf(packet));
      if (decoder.decodeQueueSize >= QUEUE_FULL) await Promise.race([untilLow(decoder), failed.promise]);
      await ready();
    }
    await Promise.race([decoder.flush(), failed.promise]);
  } finally {
    if (decoder.state !== 'closed') decoder.close();
  }
}

async function readPlain(track: InputAudioTrack, onPiece: (piece: SoundPiece) => void, ready: () => Promise<void>): Promise<void> {
  const planes = new Planes();
  for await (const sample of new AudioSampleSink(track).samples()) {
    try {
      onPiece(planes.of(sample));
    } finally {
      sample.close();
    }
    await ready();
  }
}

/** Chromium minds time stamps below zero; only the order of the packets matters here. */
function chunkOf(packet: EncodedPacket): EncodedAudioChunk {
  return new EncodedAudioChunk({
    type: packet.type,
    timestamp: Math.max(0, packet.microsecondTimestamp),
    duration: packet.microsecondDuration,
    data: packet.data,
  });
}

function untilLow(decoder: AudioDecoder): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (decoder.decodeQueueSize > QUEUE_LOW) return;
      decoder.removeEventListener('dequeue', look);
      resolve();
    };
    decoder.addEventListener('dequeue', look);
  });
}

/** Arrays for decoded samples, grown when needed and used over and over. */
class Planes {
  #kept: Float32Array<ArrayBuffer>[] = [];

  of(sound: AudioData | AudioSample): SoundPiece {
    const { numberOfFrames: frames, numberOfChannels: channels, sampleRate: rate } = sound;
    if (this.#kept.length !== channels || (this.#kept[0]?.length ?? 0) < frames) {
      this.#kept = Array.from({ length: channels }, () => new Float32Array(Math.max(frames, 4096)));
    }
    for (const [planeIndex, plane] of this.#kept.entries()) sound.copyTo(plane.subarray(0, frames), { planeIndex, format: 'f32-planar' });
    return { planes: this.#kept, frames, rate };
  }
}
