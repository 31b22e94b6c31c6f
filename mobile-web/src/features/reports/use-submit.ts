// Handing in: told in words at every moment, and harmless to repeat, because the submission key stays.
import { useEffect, useRef, useState } from 'preact/hooks'
import { deleteDraft, readDraft } from '@/shared/draft/draft'
import { request, RequestError } from '@/shared/graphql/client'
import { keepSubmitted } from '@/shared/upload/kept'
import type { UploadQueue } from '@/shared/upload/queue'
import { startUploads } from '@/shared/upload/use-queue'
import { holdForm, type ReportForm } from './form'
import { SubmitReport, type SubmitReportMutation } from './report.generated'
import { setSubmitted } from './submitted'
import { text } from './later-text'

type Payload = SubmitReportMutation['submitReport']

export interface SubmitState {
  /** What is being done, in words. */
  busy: string | undefined
  /** Why it waits; it goes on by itself when the network is back. */
  waiting: string | undefined
  mistake: { text: string; step?: number | undefined } | undefined
  start: () => Promise<void>
}

const longestTelling = 45_000
/** A phone on a weak network is seldom told that it has one again: so it tries by itself. */
const tryAgainAfter = 8_000
const stepOfField: Record<string, number> = { subjectIds: 2, powerSteps: 2, otherNames: 2, text: 3, mediaIds: 4, reporterName: 5, onBehalfOf: 5, wantsSms: 5, consent: 6 }

/** `onExpired` is called when the phone must be proven anew. */
export function useSubmit(form: ReportForm, queue: UploadQueue, onDone: () => void, onExpired: () => void): SubmitState {
  const [busy, setBusy] = useState<string>()
  const [waiting, setWaiting] = useState<string>()
  const [mistake, setMistake] = useState<SubmitState['mistake']>()

  const start = async () => {
    setMistake(undefined)
    setWaiting(undefined)
    try {
      const mediaIds = await told(form, queue, setBusy)
      setBusy(text.review.sending)
      const { submitReport } = await request(SubmitReport, { input: inputOf(form, mediaIds) }, { token: form.token })
      if (submitReport.errors.length > 0 || !submitReport.queryCode) refused(submitReport)
      else {
        finish(form, submitReport, mediaIds)
        onDone()
      }
    } catch (error) {
      failed(error)
    }
    setBusy(undefined)
  }
  const expired = () => {
    onExpired()
    setMistake({ text: text.review.expired, step: 5 })
  }
  const refused = ({ errors }: Payload) => {
    const first = errors[0]
    if (first?.code === 'CODE_REQUIRED' || first?.code === 'EXPIRED') expired()
    else setMistake({ text: first?.message ?? text.review.failed, step: stepOfField[first?.field ?? ''] })
  }
  const failed = (error: unknown) => {
    if (!(error instanceof RequestError)) setMistake({ text: text.review.filesFailed })
    else if (error.fault === 'signed-out' || error.code === 'CODE_REQUIRED') expired()
    else if (error.fault === 'offline') setWaiting(text.review.offline)
    else setMistake({ text: error.message || text.review.failed })
  }
  useRetry(waiting !== undefined, start)
  return { busy, waiting, mistake, start }
}

/** Tries again by itself after a while, and at once when the phone says that the network is back. */
function useRetry(waiting: boolean, start: () => Promise<void>): void {
  const latest = useRef(start)
  latest.current = start
  useEffect(() => {
    if (!waiting) return
    const retry = () => void latest.current()
    const timer = setTimeout(retry, tryAgainAfter)
    addEventListener('online', retry)
    return () => {
      clearTimeout(timer)
      removeEventListener('online', retry)
    }
  }, [waiting])
}

/** The ids of all files, once the server knows of each. */
async function told(form: ReportForm, queue: UploadQueue, say: (words: string) => void): Promise<string[]> {
  if (queue.items.length === 0) return []
  say(text.review.telling)
  if (form.token && queue.items.some((item) => item.state === 'waiting')) await startUploads(queue, form.token)
  return queue.mediaIds(longestTelling)
}

function inputOf(form: ReportForm, mediaIds: string[]) {
  return {
    submissionKey: form.submissionKey,
    county: form.county,
    subjectIds: form.chosen.map((subject) => subject.id),
    powerSteps: powerSteps(form),
    reporterName: form.name.trim(),
    otherNames: form.others.split(/[、，,；;\n]/).map((name) => name.trim()).filter(Boolean),
    text: form.story.trim() || text.story.spoken,
    mediaIds,
    wantsSms: form.wantsSms,
    onBehalfOf: form.helping ? form.helped.trim() : null,
    aboutPaidId: form.paid ?? null,
    consent: form.consent,
  }
}

/** Steps of the powers that are chosen; nothing where there is none, as before there were any. */
function powerSteps({ chosen, steps }: ReportForm) {
  const all = chosen.map(({ id }) => ({ powerId: id, number: steps[id] })).filter((one): one is { powerId: string; number: number } => one.number !== undefined)
  return all.length > 0 ? all : null
}

function finish(form: ReportForm, { report, queryCode, receipt }: Payload, mediaIds: readonly string[]): void {
  keepSubmitted(form.submissionKey, mediaIds, Date.now())
  if (readDraft(Date.now())?.submissionKey === form.submissionKey) deleteDraft()
  holdForm(undefined)
  setSubmitted({
    county: form.county,
    demo: form.demo,
    submissionKey: form.submissionKey,
    queryCode: queryCode ?? '',
    organ: report?.organ.name ?? '',
    at: report?.submittedAt ?? new Date().toISOString(),
    dueOn: report?.status.dueOn ?? undefined,
    receipt: receipt?.text ?? '',
    files: mediaIds.length,
  })
}
