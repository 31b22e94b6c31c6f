// Parts of every staff form: refusals beside their fields, what could not be sent, the two buttons at the end.
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { RequestError } from '@/shared/graphql/client'
import { common } from '@/shared/text/common'
import { FieldError } from '@/shared/ui/field'

/** A refusal as the server gives it, or as the page finds it before sending. */
export interface Refusal {
  readonly field: string | null
  readonly message: string
}

/** The words for one field, if it was refused. */
export function refusalOf(refusals: readonly Refusal[], field: string): string | undefined {
  return refusals.find((one) => one.field === field)?.message
}

/** Moves focus to the first refused control of a form, so that a screen reader reads why. */
export function useFocusOnRefusal(form: { readonly current: HTMLElement | null }, refusals: readonly Refusal[]): void {
  useEffect(() => {
    if (refusals.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .oops')?.focus()
  }, [refusals])
}

/** What no field of the form can show: refusals of the whole, and faults of the way. */
export function FormOops({ refusals, fields, fault }: { refusals: readonly Refusal[]; fields: readonly string[]; fault?: RequestError | undefined }) {
  const general = refusals.filter(({ field }) => field === null || !fields.includes(field)).map(({ message }) => message)
  const lines = fault ? [...general, faultInWords(fault)] : general
  if (lines.length === 0) return null
  return (
    <div class="oops mt4" role="alert" tabIndex={-1}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  )
}

/** The solid button that sends, and the way out. */
export function FormButtons({ busy, send, cancel, onCancel }: { busy: boolean; send: string; cancel: string; onCancel?: () => void }) {
  return (
    <div class="mt5">
      <button class="btn" type="submit" aria-disabled={busy}>
        {busy ? '正在送……' : send}
      </button>
      {onCancel && (
        <button class="btn btn--text mt2" type="button" onClick={onCancel}>
          {cancel}
        </button>
      )}
    </div>
  )
}

/** A group of controls under one question. */
export function Group({ label, hint, error, children }: { label: string; hint?: string; error?: string | undefined; children: ComponentChildren }) {
  return (
    <fieldset class={`field${error ? ' field--bad' : ''}`}>
      <legend class="field__label">{label}</legend>
      {hint && <span class="field__hint">{hint}</span>}
      {children}
      {error && <FieldError text={error} />}
    </fieldset>
  )
}

/** A fault as a sentence for somebody who has just pressed a button. */
export function faultInWords(fault: RequestError): string {
  if (fault.fault === 'offline') return '没有网，没送出去。写的还在，连上网再点一次。'
  if (fault.fault === 'signed-out') return '登录过期了，请重新登录。'
  if (fault.fault === 'limited') return `${common.limited.title}，${common.limited.text}`
  return fault.message || '没送出去，不是您的问题。写的还在，过几分钟再点一次。'
}
