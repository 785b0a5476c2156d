// The worker that runs searches with patterns: a thread of its own, so that one that never ends can be ended.
import { answerTo, type FindOrder } from './find-answer.ts';

self.onmessage = ({ data }: MessageEvent<FindOrder>) => {
  self.postMessage(answerTo(data));
};
