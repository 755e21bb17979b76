/** Return a text without accents and in lower case, as it is sought; ñ stays apart from n. */
export function folded(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/n\u0303/g, 'ñ').replace(/[\u0300-\u036f]/g, '').trim();
}
