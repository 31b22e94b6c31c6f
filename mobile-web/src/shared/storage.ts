// The browser's storage, which may be missing or full: then nothing is kept and nothing breaks.

/** Reads, writes and removes strings; never throws. */
export interface Storage {
  read: (name: string) => string | null
  write: (name: string, value: string) => boolean
  remove: (name: string) => void
}

function storage(pick: () => globalThis.Storage): Storage {
  return {
    read(name) {
      try {
        return pick().getItem(name)
      } catch {
        return null
      }
    },
    write(name, value) {
      try {
        pick().setItem(name, value)
        return true
      } catch {
        return false
      }
    },
    remove(name) {
      try {
        pick().removeItem(name)
      } catch {
        // Nothing was kept, so there is nothing to remove.
      }
    },
  }
}

/** Stays on the phone. */
export const local = storage(() => window.localStorage)

/** Gone with the page's tab. */
export const session = storage(() => window.sessionStorage)
