// What is wrong with a recording's media, in one sentence to be kept with it. Refusals at import have their own words in the page.

/** The sentence for a failure of reading media; `code` is an error code of the contract's media group. */
export function mediaTrouble(code: string, facts: { readonly container: string } | null): string {
  switch (code) {
    case 'needs-ffmpeg':
      return `${facts === null ? 'This file' : facts.container.toUpperCase()} can only be heard with ffmpeg. Install ffmpeg, or say in the settings where it lies; the text can be worked on without it.`;
    case 'truncated-media':
      return 'The sound ends before the file says it does: the file was probably cut. Copy or download it again to have all of it.';
    case 'decoder-failed':
      return 'The waveform could not be made: the decoder stopped. Text and playback are not affected.';
    case 'disk-full':
      return 'There is not enough room on the disk to prepare this file for playing. Free some space and open the recording again.';
    case 'file-missing':
    case 'media-missing':
      return 'The media file is not where it was.';
    default:
      return 'This file could not be read as audio or video.';
  }
}
