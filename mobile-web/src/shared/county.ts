// The county that was looked at last, so that pages without a county in their address know the way back.
import { local } from './storage'

/** Remembers the county of the page that is open. */
export function rememberCounty({ code, isDemo }: { readonly code: string; readonly isDemo: boolean }): void {
  local.write('county', code)
  if (isDemo) local.write('demo', 'yes')
  else local.remove('demo')
}

/** Whether the county looked at last shows invented data. */
export function lastCountyIsDemo(): boolean {
  return local.read('demo') !== null
}

/** The county looked at last on this phone. */
export function lastCounty(): string | undefined {
  const code = local.read('county')
  return code !== null && /^\d{6}$/.test(code) ? code : undefined
}

/** The address of the county's home page. */
export function homePath(county: string | undefined): string {
  return county ? `/${county}` : '/'
}

/** Forgets which county was looked at. */
export function forgetCounty(): void {
  local.remove('county')
  local.remove('demo')
}
