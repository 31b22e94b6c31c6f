// The files that still run after handing in.
import { Section } from '@/shared/ui/section'
import { mayBeNamed } from '@/shared/upload/item'
import { UploadList } from '@/shared/upload/upload-list'
import { useQueue } from '@/shared/upload/use-queue'
import { text } from './done-text'
import { useLeaveWarning } from './use-leave-warning'

export default function DoneUploads({ submissionKey, county }: { submissionKey: string; county: string }) {
  const queue = useQueue(submissionKey, county)
  useLeaveWarning(queue.unfinished)
  return (
    <Section title={queue.unfinished ? text.uploading : text.uploaded}>
      {queue.unfinished && (
        <p class="note" role="status">
          {text.uploadingHint}
        </p>
      )}
      <UploadList items={queue.items.filter(mayBeNamed)} />
    </Section>
  )
}
