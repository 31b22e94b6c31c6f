// Form parts: label above, hint below the label, error below the control.
import type { ComponentChildren } from 'preact'
import { common } from '@/shared/text/common'
import { Icon } from './icon'

interface Frame {
  id: string
  label: string
  hint?: ComponentChildren
  error?: string | undefined
  optional?: boolean
}

interface InputProps extends Frame {
  value: string
  onValue: (value: string) => void
  /** What stands in one row with the input, such as a button. */
  beside?: ComponentChildren
  code?: boolean
  native?: Record<string, unknown>
}

/** One line of text. */
export function Input({ value, onValue, beside, code, native, ...frame }: InputProps) {
  const input = (
    <input
      class={`input${code ? ' input--code num' : ''}`}
      id={frame.id}
      value={value}
      onInput={(event) => onValue(event.currentTarget.value)}
      autocomplete="off"
      {...native}
      {...described(frame)}
    />
  )
  return (
    <FieldFrame {...frame}>
      {beside ? (
        <div class="field__row">
          {input}
          {beside}
        </div>
      ) : (
        input
      )}
    </FieldFrame>
  )
}

interface TextAreaProps extends Frame {
  value: string
  onValue: (value: string) => void
  below?: ComponentChildren
  rows?: number
}

/** Several lines of text. */
export function TextArea({ value, onValue, below, rows, ...frame }: TextAreaProps) {
  return (
    <FieldFrame {...frame}>
      <textarea class="textarea" id={frame.id} rows={rows} value={value} onInput={(event) => onValue(event.currentTarget.value)} {...described(frame)} />
      {below}
    </FieldFrame>
  )
}

interface SelectProps extends Frame {
  value: string
  onValue: (value: string) => void
  options: readonly (readonly [string, string])[]
}

/** The phone's own picker. */
export function Select({ value, onValue, options, ...frame }: SelectProps) {
  return (
    <FieldFrame {...frame}>
      <select class="select" id={frame.id} value={value} onChange={(event) => onValue(event.currentTarget.value)} {...described(frame)}>
        {options.map(([key, name]) => (
          <option key={key} value={key} selected={key === value}>
            {name}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

interface ChoiceProps {
  type?: 'checkbox' | 'radio'
  name?: string
  checked: boolean
  onChange: (checked: boolean) => void
  children: ComponentChildren
  small?: ComponentChildren
  required?: boolean
  id?: string
  error?: boolean
}

/** A box or a circle with its words; the whole row is the target. */
export function Choice({ type = 'checkbox', name, checked, onChange, children, small, required, id, error }: ChoiceProps) {
  return (
    <label class="choice">
      <input type={type} id={id} name={name} checked={checked} required={required} aria-invalid={error ? 'true' : undefined} aria-describedby={error && id ? `${id}-error` : undefined} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span class="choice__text">
        {children}
        {small && <small>{small}</small>}
      </span>
    </label>
  )
}

/** What must be corrected, in words. */
export function FieldError({ id, text }: { id?: string; text: string }) {
  return (
    <p class="field__error" id={id} role="alert">
      <Icon name="warn" size={24} />
      <span>{text}</span>
    </p>
  )
}

function FieldFrame({ id, label, hint, error, optional, children }: Frame & { children: ComponentChildren }) {
  return (
    <div class={`field${error ? ' field--bad' : ''}`}>
      <label class="field__label" for={id}>
        {label}
        {optional && <span class="soft field__optional">{common.optional}</span>}
      </label>
      {hint && (
        <span class="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children}
      {error && <FieldError id={`${id}-error`} text={error} />}
    </div>
  )
}

function described({ id, hint, error }: Frame) {
  const ids = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? ('true' as const) : undefined }
}
