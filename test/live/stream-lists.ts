import { graphql } from '../generated/index.ts';
import type { Client } from '../harness/client.ts';
import { waitFor } from '../harness/wait.ts';

/** Live streams as those in charge see and end them. */

export const List = graphql(`
  query LiveStreamsList($first: Int, $after: String) {
    liveStreams(first: $first, after: $after) {
      totalCount
      nodes { id openedAt eventsBehind user { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const End = graphql(`
  mutation LiveStreamsEnd($input: EndLiveStreamInput!) {
    endLiveStream(input: $input)
  }
`);

export const listOf = async (client: Client) => (await client.run(List, {})).liveStreams.nodes;

/** Waits until so many streams are listed: those of another replica are written down a moment later. */
export const waitForStreams = (client: Client, count: number) =>
  waitFor(`${count} streams in the list`, async () => {
    const streams = await listOf(client);
    return streams.length === count && streams;
  });
