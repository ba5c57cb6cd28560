import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/* Builds the collector of OpenTelemetry from Go modules: a receiver for OTLP and the debug exporter. */

const RELEASE = 'v0.165.0';
const packages = ['exporter/debugexporter', 'otelcol', 'receiver/otlpreceiver', 'service'].map(
  (name) => `go.opentelemetry.io/collector/${name}@${RELEASE}`,
);

const program = `package main

import (
	"log"

	"go.opentelemetry.io/collector/component"
	"go.opentelemetry.io/collector/confmap"
	"go.opentelemetry.io/collector/confmap/provider/fileprovider"
	"go.opentelemetry.io/collector/exporter"
	"go.opentelemetry.io/collector/exporter/debugexporter"
	"go.opentelemetry.io/collector/otelcol"
	"go.opentelemetry.io/collector/receiver"
	"go.opentelemetry.io/collector/receiver/otlpreceiver"
	"go.opentelemetry.io/collector/service/telemetry/otelconftelemetry"
)

func factories() (otelcol.Factories, error) {
	var all otelcol.Factories
	var err error
	if all.Receivers, err = otelcol.MakeFactoryMap[receiver.Factory](otlpreceiver.NewFactory()); err != nil {
		return all, err
	}
	if all.Exporters, err = otelcol.MakeFactoryMap[exporter.Factory](debugexporter.NewFactory()); err != nil {
		return all, err
	}
	all.Telemetry = otelconftelemetry.NewFactory()
	return all, nil
}

func main() {
	resolver := confmap.ResolverSettings{
		DefaultScheme:     "file",
		ProviderFactories: []confmap.ProviderFactory{fileprovider.NewFactory()},
	}
	settings := otelcol.CollectorSettings{
		BuildInfo:              component.BuildInfo{Command: "otelcol", Version: "${RELEASE}"},
		Factories:              factories,
		ConfigProviderSettings: otelcol.ConfigProviderSettings{ResolverSettings: resolver},
	}
	if err := otelcol.NewCommand(settings).Execute(); err != nil {
		log.Fatal(err)
	}
}
`;

/**
 * Builds it in a new folder below `parent` and returns the path of the program. Throws an Error that
 * says why that is not possible here.
 */
export function buildCollector(parent: string): string {
  const folder = path.join(parent, 'collector');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'main.go'), program);
  run(folder, ['mod', 'init', 'collector']);
  run(folder, ['get', ...packages]);
  run(folder, ['mod', 'tidy']);
  run(folder, ['build', '-o', 'otelcol', '.']);
  return path.join(folder, 'otelcol');
}

function run(cwd: string, args: string[]): void {
  const { error, status, stderr } = spawnSync('go', args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`Go cannot be run (${error.message}).`);
  if (status !== 0) throw new Error(`go ${args.join(' ')}: ${stderr.slice(-1000)}`);
}
