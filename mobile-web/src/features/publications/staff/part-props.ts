// What each part of a publication's page gets.
import type { DraftPartsFragment } from './publications.generated'

export interface PartProps {
  draft: DraftPartsFragment
  /** The publication as it stands now, and what has just been done. */
  onChanged: (next: DraftPartsFragment, what: string) => void
}
