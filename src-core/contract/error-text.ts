// Every expected failure as people read it: what happened, what is safe, what to do next. Exhaustive by type.
// Wording only; who shows it, and what the action does, is decided elsewhere.
import { badFileText, bracketed, detail, driftText, limitText, quoted, rightText } from './error-phrases.ts';
import { CancelledError, StudioError, type ErrorCode, type ErrorDetails } from './errors.ts';

/** What a button beside the sentence can offer. */
export type ErrorAction = 'retry' | 'settings' | 'reload' | 'choose-file' | 'relink' | 'reopen' | 'backups' | 'ffmpeg-help';

export interface ErrorText {
  readonly severity: 'note' | 'warning' | 'error';
  /** What happened, one sentence. */
  readonly happened: string;
  /** What is safe, or null when nothing was at stake. */
  readonly safe: string | null;
  /** What to do next. */
  readonly next: string;
  readonly action: ErrorAction | null;
}

type Say = (details: ErrorDetails) => ErrorText;

const UNTOUCHED = 'Nothing in your library has changed.';
const FILE_SAFE = 'The file itself has not been touched.';
const WORK_SAFE = 'Your recordings and corrections are safe on this machine.';
const JOB_KEPT = 'The job and what it has done so far are kept.';

const say =
  (severity: ErrorText['severity'], action: ErrorAction | null, happened: string, safe: string | null, next: string): Say =>
  () => ({ severity, happened, safe, next, action });

function endpointRefused(details: ErrorDetails): ErrorText {
  const refused = { severity: 'error', safe: 'Nothing was sent to it.', action: 'settings' } as const;
  if (detail(details, 'cause') === 'certificates-unchecked')
    return {
      ...refused,
      happened: 'The environment switches the checking of certificates off, so nobody could know who answers.',
      next: `Start Galley without ${detail(details, 'from') ?? 'that setting'}.`,
    };
  if (detail(details, 'what') === 'result-link')
    return {
      ...refused,
      happened: `The result’s address${quoted(details, 'url')} is not Amazon’s.`,
      next: 'Choose a bucket of your own for results, then try again.',
    };
  return {
    ...refused,
    happened: `The custom endpoint${quoted(details, 'url')} is not allowed: only https, or http on this machine.`,
    next: `Correct it where it is set: ${detail(details, 'from') ?? 'the environment or the AWS profile'}.`,
  };
}

function refusedRequest(details: ErrorDetails): ErrorText {
  const refused = detail(details, 'action')?.startsWith('s3:') === true ? 'S3 did not accept the recording' : 'Transcribe did not accept the job';
  return {
    severity: 'error',
    happened: `${refused}${quoted(details, 'message', ': ')}.`,
    safe: JOB_KEPT,
    next: 'Change what it complains about, then start again.',
    action: null,
  };
}

const TEXTS: Readonly<Record<ErrorCode, Say>> = {
  'bad-message': say(
    'error',
    'reload',
    'The studio and this window do not understand each other.',
    WORK_SAFE,
    'Reload the window. If it happens again, one of the two is outdated.',
  ),
  'unknown-call': say(
    'error',
    'reload',
    'This window asked for something the studio does not know.',
    WORK_SAFE,
    'Reload the window so that both are the same version.',
  ),
  'host-cannot': say('note', null, 'This is not possible where the studio is running now.', UNTOUCHED, 'Use the desktop window for it.'),
  'not-found': (details) =>
    detail(details, 'what') === 'upload'
      ? {
          severity: 'note',
          happened: 'S3 no longer has the unfinished upload: it ran out, or somebody ended it.',
          safe: FILE_SAFE,
          next: 'The upload begins again from the file.',
          action: null,
        }
      : {
          severity: 'warning',
          happened: 'It is no longer in the library.',
          safe: WORK_SAFE,
          next: 'It may have been removed in another window.',
          action: null,
        },
  'read-only': say(
    'warning',
    null,
    'The library is open for reading only, so this was not saved.',
    UNTOUCHED,
    'The line at the bottom says why, and what would change that.',
  ),
  conflict: say(
    'warning',
    'reopen',
    'This recording was changed in another window.',
    'Both versions are kept until you choose.',
    'Reopen it to see the newer one.',
  ),
  bug: say(
    'error',
    'reload',
    'Something went wrong that should not have.',
    'Everything acknowledged as saved is safe.',
    'Try again; if it repeats, reload the window and look at the log file.',
  ),
  disconnected: (details) =>
    detail(details, 'reason') === 'refused'
      ? {
          severity: 'error',
          happened: 'The studio did not let this window in: its key is used up or belongs to an earlier start.',
          safe: WORK_SAFE,
          next: 'Open the address the studio printed when it started.',
          action: null,
        }
      : {
          severity: 'warning',
          happened: 'The connection to the studio is lost.',
          safe: 'Everything acknowledged as saved is safe.',
          next: 'It is tried again by itself. If the studio was closed, start it again.',
          action: 'reload',
        },

  'library-newer': say('error', null, 'This library was made by a newer Galley.', 'It has not been touched.', 'Update Galley, or choose another library.'),
  'library-damaged': say(
    'error',
    'backups',
    'The library cannot be read as it should.',
    'The file has been left exactly as it is.',
    'Restore it from a backup, or set it aside and begin a new one.',
  ),
  'library-foreign': say(
    'error',
    null,
    'This file is a database, but not a Galley library.',
    'It has not been touched.',
    'Restore a backup, or choose another folder with --library.',
  ),
  'library-busy': (details) =>
    detail(details, 'reason') === 'another save'
      ? {
          severity: 'warning',
          happened: 'Another large change is being saved just now.',
          safe: 'This one is still on the page.',
          next: 'It is tried again by itself.',
          action: null,
        }
      : {
          severity: 'warning',
          happened: 'Another studio has this library open.',
          safe: UNTOUCHED,
          next: 'You can read here; to edit, close the other one.',
          action: null,
        },
  'disk-full': say('error', 'retry', 'The disk is full, so this could not be saved.', 'The last saved version is intact.', 'Free some space, then try again.'),
  'disk-refused': say(
    'error',
    'retry',
    'The system did not allow writing there.',
    'The last saved version is intact.',
    'Check the folder’s permissions, then try again.',
  ),

  'bad-file': (details) => ({
    severity: 'warning',
    happened: badFileText(detail(details, 'reason')),
    safe: FILE_SAFE,
    next: 'Choose an audio or video file, a Transcribe JSON, or subtitles (SRT, WebVTT, TTML, STL, ASS and others).',
    action: 'choose-file',
  }),
  'file-missing': say('warning', 'choose-file', 'The file is no longer where it was.', UNTOUCHED, 'Put it back, or choose it again.'),
  'too-large': (details) =>
    detail(details, 'what') === 'save'
      ? {
          severity: 'warning',
          happened: `This change is larger than can be saved at once${limitText(details)}.`,
          safe: 'It is still on the page, and what was saved before is safe.',
          next: 'Undo it and make it in several smaller changes, or export the transcript now.',
          action: null,
        }
      : {
          severity: 'warning',
          happened: `The file is larger than Galley takes${limitText(details)}.`,
          safe: FILE_SAFE,
          next: 'Split it, or convert it to a smaller format.',
          action: 'choose-file',
        },
  'offer-expired': say('note', 'choose-file', 'The file was handed over too long ago.', UNTOUCHED, 'Choose it again.'),

  'still-growing': say('warning', 'choose-file', 'This file is still being written.', FILE_SAFE, 'Open it once the recording or copying has ended.'),

  'no-audio': say('warning', 'choose-file', 'There is no sound in this file.', FILE_SAFE, 'Choose a file with an audio track.'),
  'empty-media': say('warning', 'choose-file', 'This file is empty.', FILE_SAFE, 'Check that it was copied completely, then choose it again.'),
  'playlist-in-disguise': say(
    'warning',
    'choose-file',
    'This is a playlist that points elsewhere, not a recording.',
    FILE_SAFE,
    'Choose the recording itself.',
  ),
  'truncated-media': say('warning', 'choose-file', 'This file ends before its recording does.', FILE_SAFE, 'Copy or download it again, then choose it.'),
  'needs-ffmpeg': say(
    'warning',
    'ffmpeg-help',
    'This format needs ffmpeg, which was not found on this machine.',
    FILE_SAFE,
    'Install ffmpeg, or say in the settings where it lies.',
  ),
  'bad-media': say(
    'warning',
    'choose-file',
    'This file could not be read as audio or video.',
    FILE_SAFE,
    'Try to play it elsewhere; if that works, convert it to MP3, MP4 or WAV.',
  ),
  'media-missing': say(
    'warning',
    'relink',
    'The media file is not where it was.',
    'The transcript is here and can be edited without sound.',
    'Point to where the file is now.',
  ),
  'media-differs': say(
    'warning',
    'relink',
    'This is not the same recording: its contents differ.',
    'The link is as it was.',
    'Choose the original file, or link this one anyway.',
  ),
  'decoder-failed': say(
    'warning',
    'retry',
    'The waveform could not be made: the decoder stopped.',
    'Text and playback are not affected.',
    'Try again, or install ffmpeg for this format.',
  ),

  'no-credentials': say('warning', 'settings', 'Galley has no AWS credentials to work with.', WORK_SAFE, 'Choose a profile or enter keys in the settings.'),
  'credentials-expired': say('warning', 'settings', 'The AWS sign-in has run out.', JOB_KEPT, 'Sign in again (for SSO: aws sso login), then try again.'),
  'access-denied': (details) =>
    detail(details, 'cause') === 'keys-refused'
      ? {
          severity: 'error',
          happened: 'AWS does not know these keys, or their signature is wrong.',
          safe: JOB_KEPT,
          next: 'Check the profile, or enter the keys again in the settings.',
          action: 'settings',
        }
      : {
          severity: 'error',
          happened: `AWS did not allow it${bracketed(rightText(details))}.`,
          safe: JOB_KEPT,
          next: 'Ask for the permission, or choose another profile in the settings.',
          action: 'settings',
        },
  'no-region': say('warning', 'settings', 'No AWS region is chosen.', WORK_SAFE, 'Choose a region in the settings.'),
  'no-bucket': say('warning', 'settings', 'No S3 bucket is chosen to upload to.', WORK_SAFE, 'Name a bucket in the settings, or have one made.'),
  'bucket-missing': (details) => ({
    severity: 'error',
    happened: `The bucket${quoted(details, 'bucket')} does not exist.`,
    safe: JOB_KEPT,
    next: 'Check its name in the settings, or have it made.',
    action: 'settings',
  }),
  'bucket-foreign': (details) => ({
    severity: 'error',
    happened: `The bucket${quoted(details, 'bucket')} does not belong to the account${quoted(details, 'owner')} it is expected of.`,
    safe: 'Nothing was sent to it.',
    next: 'Check the bucket’s name in the settings. If it is lent to you, name the account that owns it there.',
    action: 'settings',
  }),
  'wrong-region': (details) => ({
    severity: 'error',
    happened: `The bucket lies in another region${bracketed(detail(details, 'bucketRegion') ?? detail(details, 'region'))}; Transcribe reads only from its own.`,
    safe: JOB_KEPT,
    next: 'Choose that region, or a bucket in yours.',
    action: 'settings',
  }),
  'clock-wrong': (details) => ({
    severity: 'error',
    happened: `This machine’s clock is ${driftText(details)}, so AWS refused the request.`,
    safe: JOB_KEPT,
    next: 'Set the clock to the right time; waiting jobs go on by themselves.',
    action: 'retry',
  }),
  network: say(
    'warning',
    'retry',
    'AWS cannot be reached.',
    'Everything but sending and fetching goes on without a network.',
    'Check the connection; waiting jobs go on by themselves.',
  ),
  intercepted: say(
    'error',
    'retry',
    'Something between this machine and AWS answered in its place, such as a sign-in page or a proxy.',
    'No recording was sent to it.',
    'Open a web page to sign in to the network, then try again.',
  ),
  throttled: say('note', 'retry', 'AWS asks for patience: too many requests at once.', JOB_KEPT, 'Galley sends fewer at a time and goes on by itself.'),
  quota: say('warning', 'retry', 'A limit of your AWS account is reached.', JOB_KEPT, 'Wait for running jobs to end, or ask AWS to raise the limit.'),
  'bad-request': (details) =>
    detail(details, 'reason') === 'BadDigest'
      ? {
          severity: 'error',
          happened: 'Parts of the recording arrived changed again and again: its file, its disk or the connection alters them.',
          safe: JOB_KEPT,
          next: 'Copy the file to another disk, then try again.',
          action: 'retry',
        }
      : refusedRequest(details),
  'job-failed': (details) => ({
    severity: 'error',
    happened: `Transcribe could not finish the job${quoted(details, detail(details, 'reason') === null ? 'message' : 'reason', ': ')}.`,
    safe: 'AWS does not charge for failed jobs. The recording is safe.',
    next: 'See the reason, change what it names, then start again.',
    action: 'retry',
  }),
  'job-expired': say(
    'warning',
    null,
    'AWS no longer has this job’s result: it keeps them for 90 days.',
    'The recording is safe.',
    'Transcribe it again if you need it.',
  ),
  'result-withheld': say(
    'warning',
    'retry',
    'Transcribe has finished the job but does not say where the result lies, as in accounts that opted out of the use of their data.',
    'The recording is safe, and so is the finished job: trying again costs nothing.',
    'See that the bucket still holds what Transcribe wrote and that you may read it, then try again.',
  ),
  'result-unreadable': say(
    'warning',
    'retry',
    'The job is done, but its result came cut off or is no transcript.',
    'The result stays at AWS: trying again fetches it anew and costs nothing.',
    'Try again. If it stays so, look at the file in your bucket.',
  ),
  service: say('warning', 'retry', 'AWS has a fault of its own at the moment.', JOB_KEPT, 'Try again in a few minutes.'),
  'source-changed': say(
    'warning',
    'retry',
    'The media file changed while it was being sent.',
    'Nothing was transcribed from the mixture.',
    'Start the job again with the file as it is now.',
  ),
  'bad-options': (details) => ({
    severity: 'warning',
    happened: detail(details, 'message') ?? detail(details, 'reason') ?? 'These choices do not go together.',
    safe: 'Nothing was sent.',
    next: 'Change the marked choice.',
    action: null,
  }),
  'endpoint-refused': endpointRefused,
};

/** The words for a failure. Cancelled is nothing to show: null. Anything unexpected reads as a bug. */
export function errorText(thrown: unknown): ErrorText | null {
  if (thrown instanceof CancelledError) return null;
  if (thrown instanceof StudioError) return TEXTS[thrown.code](thrown.details);
  return TEXTS.bug({});
}

/** The words for a code as jobs carry it, with its facts where they are kept; an unknown code reads as a bug. */
export function textOfCode(code: string, details: ErrorDetails = {}): ErrorText {
  return (Object.hasOwn(TEXTS, code) ? TEXTS[code as ErrorCode] : TEXTS.bug)(details); // just looked up
}

/** One sentence for a status line or a live region. */
export function errorSentence(thrown: unknown): string {
  const text = errorText(thrown);
  return text === null ? '' : `${text.happened} ${text.next}`;
}
