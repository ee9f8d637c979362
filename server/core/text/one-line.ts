/** One line of a text, as it is kept: no control characters (PostgreSQL takes no U+0000), blanks in a row made one. */
// eslint-disable-next-line no-control-regex
export const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
