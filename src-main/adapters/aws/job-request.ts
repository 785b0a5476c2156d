// What a person chose, as the fields of StartTranscriptionJob. Pairs go together or not at all, exactly one way to tell the language.
// Format and sample rate are never sent: the service finds them, and fails the job when told wrong.
import type { LanguageCode, Settings, StartTranscriptionJobCommandInput } from '@aws-sdk/client-transcribe';
import type { SpeechRequest } from '../../ports/cloud.ts';

/** The whole request. Options must have passed `checkJobOptions`. */
export function jobRequest({ name, bucket, key, outputKey, options }: SpeechRequest): StartTranscriptionJobCommandInput {
  const settings: Settings = {
    ...(options.maxSpeakers === null ? {} : { ShowSpeakerLabels: true, MaxSpeakerLabels: options.maxSpeakers }),
    ...(options.channels ? { ChannelIdentification: true } : {}),
    ...(options.maxAlternatives === null ? {} : { ShowAlternatives: true, MaxAlternatives: options.maxAlternatives }),
  };
  return {
    TranscriptionJobName: name,
    Media: { MediaFileUri: mediaUri(bucket, key) },
    OutputBucketName: bucket,
    OutputKey: outputKey,
    ...languageFields(options.language),
    ...(Object.keys(settings).length > 0 ? { Settings: settings } : {}),
  };
}

/** The URI under which a job reads its media. */
export function mediaUri(bucket: string, key: string): string {
  return `s3://${bucket}/${key}`;
}

type LanguageFields = Pick<StartTranscriptionJobCommandInput, 'LanguageCode' | 'IdentifyLanguage' | 'IdentifyMultipleLanguages' | 'LanguageOptions'>;

function languageFields(language: SpeechRequest['options']['language']): LanguageFields {
  // The service may know codes the SDK's enumeration does not; it decides.
  if (language.kind === 'one') return { LanguageCode: language.code as LanguageCode };
  const among = language.among.length > 0 ? { LanguageOptions: [...language.among] as LanguageCode[] } : {}; // as above
  return language.kind === 'identify' ? { IdentifyLanguage: true, ...among } : { IdentifyMultipleLanguages: true, ...among };
}
