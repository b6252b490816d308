// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../main/solidity/IWorkerRegistry.sol";
import {JobRegistry} from "../../main/solidity/JobRegistry.sol";
import {WorkerRegistry} from "../../main/solidity/WorkerRegistry.sol";
import {Vm} from "./Vm.sol";

/// @title Deploy
/// @notice Deploys the contracts as compiled, or the bytecode of a file that the environment names: scripts/mutate.mjs
/// runs the tests against a changed contract in this way without compiling them again.
library Deploy {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    function workers(address admin, address pauser, uint256 minStake, uint256 cooldown, bool approvalRequired)
        internal
        returns (WorkerRegistry)
    {
        bytes memory code = codeOf("FEDQ_MUTANT_WORKERREGISTRY", type(WorkerRegistry).creationCode);
        bytes memory arguments = abi.encode(admin, pauser, minStake, cooldown, approvalRequired);
        return WorkerRegistry(create(bytes.concat(code, arguments)));
    }

    function jobs(address admin, address publisher, address pauser, IWorkerRegistry workers_)
        internal
        returns (JobRegistry)
    {
        bytes memory code = codeOf("FEDQ_MUTANT_JOBREGISTRY", type(JobRegistry).creationCode);
        return JobRegistry(payable(create(bytes.concat(code, abi.encode(admin, publisher, pauser, workers_)))));
    }

    function codeOf(string memory variable, bytes memory compiled) private view returns (bytes memory) {
        string memory file = vm.envOr(variable, string(""));
        return bytes(file).length == 0 ? compiled : vm.parseBytes(vm.readFile(file));
    }

    /// @dev Passes a constructor's error on.
    function create(bytes memory code) private returns (address place) {
        assembly {
            place := create(0, add(code, 0x20), mload(code))
            if iszero(place) {
                returndatacopy(0, 0, returndatasize())
                revert(0, returndatasize())
            }
        }
    }
}
