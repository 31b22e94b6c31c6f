// The queue of a submission, shared by the pages that show it, and the grant that sets it going.
import { useEffect, useReducer } from 'preact/hooks'
import { request, RequestError } from '@/shared/graphql/client'
import { UploadQueue } from './queue'
import { GrantUpload } from './upload.generated'

const queues = new Map<string, UploadQueue>()

/** The queue of this submission; the same one for every page that asks. */
export function queueOf(submissionKey: string, county: string): UploadQueue {
  const held = queues.get(submissionKey) ?? new UploadQueue(submissionKey, county)
  queues.set(submissionKey, held)
  return held
}

/** Lets a queue that has not begun go on under the key of an earlier visit; false if there is one under that key. */
export function renameQueue(queue: UploadQueue, submissionKey: string): boolean {
  if (queues.has(submissionKey) || !queue.fresh) return false
  queues.delete(queue.submissionKey)
  queue.submissionKey = submissionKey
  queues.set(submissionKey, queue)
  return true
}

/** Shows the queue and every change in it. */
export function useQueue(submissionKey: string, county: string): UploadQueue {
  const queue = queueOf(submissionKey, county)
  const [, look] = useReducer((count: number) => count + 1, 0)
  useEffect(() => queue.watch(() => look(undefined)), [queue])
  return queue
}

/** Gets leave to send with the token of a proven phone (and, for a supplement, the query code), and starts. Throws `RequestError`. */
export async function startUploads(queue: UploadQueue, phoneToken: string, queryCode?: string): Promise<void> {
  const input = { submissionKey: queue.submissionKey, queryCode: queryCode ?? null }
  const { grantUpload } = await request(GrantUpload, { input }, { token: phoneToken })
  if (!grantUpload.uploadToken) throw new RequestError('broken', grantUpload.errors[0]?.message, grantUpload.errors[0]?.code)
  queue.start(grantUpload.uploadToken, grantUpload.maxima)
}
