// Files of a report that was handed in and that did not come through: picked again on the same phone, they go on where
// they stopped. Shown only after the phone has been proven.
import { useEffect, useState } from 'preact/hooks'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { FieldError } from '@/shared/ui/field'
import { Adders } from './adders'
import type { KeptFile } from './kept'
import { printOf } from './print'
import type { UploadQueue } from './queue'
import { uploadText } from './text'
import { UploadList } from './upload-list'
import { useQueue } from './use-queue'

export interface ResumeProps {
  submissionKey: string
  county: string
  /** What this phone knows of the files that are not through. */
  files: readonly KeptFile[]
  /** Gets leave to send, and sets the queue going. */
  start: (queue: UploadQueue) => Promise<void>
  /** What was picked is through, or was refused. */
  onSettled?: (() => void) | undefined
}

export default function Resume({ submissionKey, county, files, start, onSettled }: ResumeProps) {
  const queue = useQueue(submissionKey, county)
  const [mistake, setMistake] = useState<string>()
  const pick = (picked: File[], kind: MediaKind) => {
    const known = picked.filter((file) => files.some(({ print }) => print === printOf(file, kind)))
    setMistake(known.length < picked.length ? uploadText.otherFile : queue.add(known, kind))
  }
  useEffect(() => {
    start(queue).catch(() => setMistake(uploadText.notStarted))
  }, [])
  const settled = queue.items.length > 0 && !queue.unfinished
  useEffect(() => {
    if (settled) onSettled?.()
  }, [settled])
  return (
    <div class="mt5">
      <h3>{uploadText.resume(files.length)}</h3>
      <p class="mt2">{uploadText.resumeHow}</p>
      <Adders onPick={pick} />
      {mistake && <FieldError text={mistake} />}
      <UploadList items={queue.items} />
    </div>
  )
}
