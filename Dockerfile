# The dashboard's static files: what builds them stays out of the product's image.
FROM node:24-slim AS dashboard
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node scripts/build-dashboard.ts

FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

# The dependencies change less often than the source: a layer of their own.
# No install scripts: the only one that matters brings Node.js itself, and the image already has it.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

COPY . .
COPY --from=dashboard /app/dashboard/dist dashboard/dist

# The one folder the program writes to. /app stays root's: the program cannot change its own code.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node

ENV HOST=0.0.0.0 PORT=4000 DATA_DIR=/data
EXPOSE 4000

HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/health/live').then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# The program drains on SIGTERM: streams end with a reason that makes clients reconnect elsewhere.
STOPSIGNAL SIGTERM
# The supervisor is process 1, and not the program: no process can kill number 1 from within its container, so the
# watchdog could not either. It also starts again what ends by the watchdog or a crash, without a restart policy.
CMD ["node", "src/start.js", "--expose-gc", "src/main.ts"]
