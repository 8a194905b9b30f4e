// @ts-check
/** A failure whose message is fit for the reader. */
export class DownloadError extends Error {}
