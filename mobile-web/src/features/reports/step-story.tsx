// Step 3: what happened, written or spoken.
import { useEffect, useState } from 'preact/hooks'
import type { ComponentType } from 'preact'
import { characters } from '@/shared/format/format'
import { UploadList } from '@/shared/upload/upload-list'
import { useQueue } from '@/shared/upload/use-queue'
import { FieldError, TextArea } from '@/shared/ui/field'
import type { StepProps } from './form'
import { text } from './later-text'

interface RecorderProps {
  onRecorded: (audio: Blob, seconds: number) => void
  onPicked: (files: File[]) => void
}

type Recorder = ComponentType<RecorderProps>

const most = 5000

export function StoryStep({ form, patch, next }: StepProps) {
  const queue = useQueue(form.submissionKey, form.county)
  const [tried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const spoken = queue.items.filter((item) => item.kind === 'AUDIO')
  const count = characters(form.story)
  const mistake = storyMistake(form.story, count, spoken.length > 0)
  const goOn = () => {
    setTried(true)
    if (mistake) document.getElementById('story')?.focus()
    else next()
  }
  return (
    <>
      <h1>{text.story.title}</h1>
      <p class="soft mt2">{text.story.lead}</p>
      <TextArea
        id="story"
        label={text.story.label}
        value={form.story}
        onValue={(story) => patch({ story })}
        error={tried || count > most ? mistake : undefined}
        below={<span class="field__hint">{text.story.count(count)}</span>}
      />
      <Recording
        onRecorded={(audio, seconds) => setRefusal(queue.add([audio], 'AUDIO', seconds))}
        onPicked={(files) => setRefusal(queue.add(files, 'AUDIO'))}
      />
      {refusal && <FieldError text={refusal} />}
      <UploadList items={spoken} onRemove={(id) => queue.remove(id)} />
      <button class="btn mt6" type="button" onClick={goOn}>
        {text.next}
      </button>
    </>
  )
}

function storyMistake(story: string, count: number, spoken: boolean): string | undefined {
  if (count > most) return text.story.tooLong(count - most)
  return story.trim() || spoken ? undefined : text.story.missing
}

/** The recorder comes late, or never: writing works without it. */
function Recording(props: RecorderProps) {
  const [Loaded, setLoaded] = useState<Recorder>()
  useEffect(() => {
    import('@/shared/upload/recorder').then(
      (module) => setLoaded(() => module.default),
      () => undefined,
    )
  }, [])
  return Loaded ? <Loaded {...props} /> : null
}
