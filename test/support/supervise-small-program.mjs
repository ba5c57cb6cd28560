// Runs small-program.mjs as bin/gatehouse.mjs runs the service.
import path from 'node:path';
import { superviseService } from '../../bin/supervise.mjs';

superviseService([path.join(import.meta.dirname, 'small-program.mjs')]);
