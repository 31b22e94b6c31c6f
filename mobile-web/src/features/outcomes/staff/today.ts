// Today in China, whatever the computer's clock zone.

/** `2026-03-02` */
export function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
}
