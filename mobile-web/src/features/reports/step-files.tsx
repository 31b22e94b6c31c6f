// Step 4: photos, videos, recordings. They go as soon as the phone is proven in the next step.
import { useEffect, useState } from 'preact/hooks'
import { readDraft, saveDraft } from '@/shared/draft/draft'
import type { MediaKind } from '@/shared/graphql/schema.generated'
import { Adders } from '@/shared/upload/adders'
import { begunWith } from '@/shared/upload/kept'
import { printOf } from '@/shared/upload/print'
import type { UploadQueue } from '@/shared/upload/queue'
import { uploadText } from '@/shared/upload/text'
import { UploadList } from '@/shared/upload/upload-list'
import { renameQueue, useQueue } from '@/shared/upload/use-queue'
import { Choice, FieldError } from '@/shared/ui/field'
import type { Patch, ReportForm, StepProps } from './form'
import { text } from './later-text'

const worthSaying = 1_000_000

export function FilesStep({ form, patch, next }: StepProps) {
  const queue = useQueue(form.submissionKey, form.county)
  const [refusal, setRefusal] = useState<string>()
  const { items } = queue
  useEffect(() => queue.setOriginal(form.original), [queue])
  const setOriginal = (original: boolean) => {
    patch({ original })
    queue.setOriginal(original)
  }
  const pick = (files: File[], kind: MediaKind) => {
    goOn(form, patch, queue, files.map((file) => printOf(file, kind)))
    setRefusal(queue.add(files, kind))
  }
  return (
    <>
      <h1>{text.files.title}</h1>
      <p class="soft mt2">{text.files.lead}</p>
      <Adders onPick={pick} />
      {refusal && <FieldError text={refusal} />}
      <UploadList items={items} onRemove={(id) => queue.remove(id)} />
      {queue.left > worthSaying && (
        <p class="mt3" role="status">
          {uploadText.cost(queue.left)}
        </p>
      )}
      <p class="soft small mt3">{text.files.awake}</p>
      <p class="soft small mt2">{text.files.broken}</p>
      <Choice checked={form.original} onChange={setOriginal} small={text.files.originalHint}>
        {text.files.original}
      </Choice>
      <button class="btn mt5" type="button" onClick={next}>
        {items.length > 0 ? text.files.next : text.next}
      </button>
    </>
  )
}

/** Files that an earlier visit of this phone began go on under its key: they are known once they are picked again. */
function goOn(form: ReportForm, patch: Patch, queue: UploadQueue, prints: readonly string[]): void {
  const key = begunWith(form.county, prints, Date.now())
  if (key === undefined || !renameQueue(queue, key)) return
  const draft = readDraft(Date.now())
  if (draft?.submissionKey === form.submissionKey) saveDraft({ ...draft, submissionKey: key }, Date.now())
  patch({ submissionKey: key })
}
