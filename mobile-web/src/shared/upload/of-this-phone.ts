// Whether kept uploads are those of the phone that was proven just now: the server tells nobody else that it knows them.
import { request } from '@/shared/graphql/client'
import type { KeptUploads } from './kept'
import { GrantUpload } from './upload.generated'

type Kept = readonly [key: string, uploads: KeptUploads]

/** Those of the submissions that the holder of this token began, and that still wait for files. */
export async function ofThisPhone<One extends Kept>(kept: readonly One[], token: string): Promise<One[]> {
  const own: One[] = []
  for (const one of kept) if (await isOwn(one, token)) own.push(one)
  return own
}

async function isOwn([submissionKey, { files }]: Kept, token: string): Promise<boolean> {
  const { grantUpload } = await request(GrantUpload, { input: { submissionKey, queryCode: null } }, { token })
  const { uploadToken } = grantUpload
  if (!uploadToken) return false
  for (const { mediaId } of files) {
    const headers = { 'Tus-Resumable': '1.0.0', authorization: `Bearer ${uploadToken}` }
    if ((await fetch(`/uploads/${mediaId}`, { method: 'HEAD', headers })).ok) return true
  }
  return false
}
