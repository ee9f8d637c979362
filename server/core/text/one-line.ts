/** One line of a text, as it is kept: no control characters (PostgreSQL takes no U+0000), blanks in a row made one. */
export const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
