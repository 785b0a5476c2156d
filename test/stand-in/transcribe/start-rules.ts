// What StartTranscriptionJob refuses although every member is well formed: choices that exclude or need one another.
// Rules from the API Reference; the missing-language sentence is the service's own, others are in its manner.
import { Refusal } from '../refusal.ts';
import type { StartRequest } from './job.ts';

/** Throws BadRequestException for members that do not go together. */
export function checkCombination(request: StartRequest): void {
  checkLanguageChoice(request);
  const settings = request.Settings ?? {};
  refuseIf(
    (settings.ShowSpeakerLabels ?? false) !== (settings.MaxSpeakerLabels !== undefined),
    'To identify speakers, specify both ShowSpeakerLabels and MaxSpeakerLabels in your request.',
  );
  refuseIf(
    (settings.ShowAlternatives ?? false) !== (settings.MaxAlternatives !== undefined),
    'To return alternative transcriptions, specify both ShowAlternatives and MaxAlternatives in your request.',
  );
  refuseIf(
    (settings['VocabularyFilterName'] !== undefined) !== (settings['VocabularyFilterMethod'] !== undefined),
    'To filter your transcript, specify both VocabularyFilterName and VocabularyFilterMethod in your request.',
  );
  refuseIf(request.OutputKey !== undefined && request.OutputBucketName === undefined, 'You must specify OutputBucketName if you specify OutputKey.');
  refuseIf(
    request['OutputEncryptionKMSKeyId'] !== undefined && request.OutputBucketName === undefined,
    'You must specify OutputBucketName if you specify OutputEncryptionKMSKeyId.',
  );
  const execution = request.JobExecutionSettings;
  refuseIf(
    execution !== undefined && (execution.AllowDeferredExecution ?? false) !== (execution['DataAccessRoleArn'] !== undefined),
    'To use job queueing, specify both AllowDeferredExecution and DataAccessRoleArn in your request.',
  );
  refuseIf(request.Media.MediaFileUri === undefined, 'The media file URI is missing. Specify MediaFileUri and try your request again.');
  refuseIf(request.Media.RedactedMediaFileUri !== undefined, 'RedactedMediaFileUri is only supported for Call Analytics jobs.');
  refuseIf(request['ModelSettings'] !== undefined && request.LanguageCode === undefined, 'You must specify LanguageCode if you specify ModelSettings.');
}

function checkLanguageChoice(request: StartRequest): void {
  const chosen = [request.LanguageCode !== undefined, request.IdentifyLanguage ?? false, request.IdentifyMultipleLanguages ?? false].filter(Boolean).length;
  refuseIf(chosen === 0, 'The language code is missing. Either add a language code or turn on language identification.');
  refuseIf(chosen > 1, 'You can specify only one of LanguageCode, IdentifyLanguage, or IdentifyMultipleLanguages. Choose one and try your request again.');
  refuseIf(request.LanguageOptions !== undefined && request.LanguageCode !== undefined, "You can't specify LanguageOptions together with LanguageCode.");
  refuseIf(request.LanguageOptions?.length === 1, 'You must specify at least two language codes in LanguageOptions.');
  refuseIf(
    request['LanguageIdSettings'] !== undefined && request.LanguageOptions === undefined,
    'You must specify LanguageOptions if you specify LanguageIdSettings.',
  );
  refuseIf(
    request.ContentRedaction !== undefined && (request.IdentifyMultipleLanguages ?? false),
    "You can't use content redaction together with multi-language identification.",
  );
}

function refuseIf(broken: boolean, message: string): void {
  if (broken) throw new Refusal(400, 'BadRequestException', message);
}
