/** Pictures of the views as files, and files for the browser to keep. */

/** Return a picture as a PNG. */
export function pngOf(picture: HTMLCanvasElement): Promise<Blob | null> {
  return new Promise((resolve) => picture.toBlob(resolve, 'image/png'));
}

/** Give a file to the browser to keep. */
export function download(name: string, content: Blob): void {
  const href = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href, download: name }).click();
  URL.revokeObjectURL(href);
}
