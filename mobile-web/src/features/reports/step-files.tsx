// Step 4: photos, videos, recordings. They go as soon as the phone is proven in the next step.
import { useEffect, useState } from 'preact/hooks'
import { Adders } from '@/shared/upload/adders'
import { uploadText } from '@/shared/upload/text'
import { forgetUploads, notHandedIn } from '@/shared/upload/kept'
import { UploadList } from '@/shared/upload/upload-list'
import { useQueue } from '@/shared/upload/use-queue'
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
  return (
    <>
      <h1>{text.files.title}</h1>
      <p class="soft mt2">{text.files.lead}</p>
      {items.length === 0 && <Leftover form={form} patch={patch} />}
      <Adders onPick={(files, kind) => setRefusal(queue.add(files, kind))} />
      {refusal && <FieldError text={refusal} />}
      <UploadList items={items} onRemove={(id) => queue.remove(id)} />
      {queue.left > worthSaying && (
        <p class="mt3" role="status">
          {uploadText.cost(queue.left)}
        </p>
      )}
      <p class="soft small mt3">{text.files.awake}</p>
      <Choice checked={form.original} onChange={setOriginal} small={text.files.originalHint}>
        {text.files.original}
      </Choice>
      <button class="btn mt5" type="button" onClick={next}>
        {items.length > 0 ? text.files.next : text.next}
      </button>
    </>
  )
}

/** After a reload: what was sent before it is offered again. */
function Leftover({ form, patch }: { form: ReportForm; patch: Patch }) {
  const [left, setLeft] = useState(() => notHandedIn(form.county, form.submissionKey, Date.now()))
  if (!left) return null
  const [key, { files }] = left
  const drop = () => {
    forgetUploads(key, Date.now())
    setLeft(undefined)
  }
  return (
    <div class="note mt3">
      <p>{text.files.left(files.map((file) => file.name).join('、'))}</p>
      <div class="btns mt3">
        <button class="btn btn--quiet" type="button" onClick={() => patch({ submissionKey: key })}>
          {text.files.leftGoOn}
        </button>
        <button class="btn btn--quiet" type="button" onClick={drop}>
          {text.files.leftDrop}
        </button>
      </div>
    </div>
  )
}
