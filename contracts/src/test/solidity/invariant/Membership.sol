// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {HandlerBase} from "./HandlerBase.sol";

/// @title Membership
/// @notice The handler's actions of workers, and of the admin of the worker registry.
abstract contract Membership is HandlerBase {
    function join(uint256 seed, uint256 stake) external {
        address worker = seed % 4 == 0 ? workerOf(seed) : find(seed, isOutside);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        stake = workers.minStake() + stake % 3 ether;
        bool allowed =
            state.joinedAt == 0 && (state.approved || !workers.approvalRequired()) && !workers.paused();
        give(worker, stake);
        vm.prank(worker);
        try workers.join{value: stake}(DIGEST) {
            if (!allowed) broken = "a member that must be refused";
            if (stakeOut[worker] != 0) mark("joined again");
            stakeIn[worker] += stake;
        } catch {
            if (allowed) broken = "a member that must be taken";
            vm.deal(worker, worker.balance - stake);
        }
    }

    function topUp(uint256 seed, uint256 amount) external {
        address worker = workerOf(seed);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        amount = 1 + amount % 2 ether;
        bool allowed = state.joinedAt != 0 && state.leavingAt == 0 && !workers.paused();
        give(worker, amount);
        vm.prank(worker);
        try workers.topUp{value: amount}() {
            if (!allowed) broken = "a stake that must be refused";
            stakeIn[worker] += amount;
        } catch {
            if (allowed) broken = "a stake that must be taken";
            vm.deal(worker, worker.balance - amount);
        }
    }

    function leave(uint256 seed) external {
        address worker = workerOf(seed);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        if (state.joinedAt == 0 || state.leavingAt != 0) return;
        vm.prank(worker);
        workers.leave();
        mark("left");
    }

    function withdrawStake(uint256 seed) external {
        address worker = seed % 4 == 0 ? workerOf(seed) : find(seed, isLeaving);
        IWorkerRegistry.Worker memory state = workers.worker(worker);
        bool due = state.leavingAt != 0 && now_() >= state.leavingAt;
        vm.prank(worker);
        try workers.withdraw{gas: ENOUGH_GAS}() {
            if (!due) broken = "stake withdrawn before the cool-down";
            stakeOut[worker] += state.stake;
            mark("stake withdrawn");
        } catch {
            if (due) mark("stake refused by its owner");
        }
    }

    function setApproval(uint256 seed, bool approved, bool required) external {
        address[] memory list = new address[](1);
        list[0] = workerOf(seed);
        vm.startPrank(admin);
        workers.setApprovalRequired(required);
        if (approved) workers.approve(list);
        else workers.revoke(list);
        vm.stopPrank();
        if (required && !approved && workers.worker(list[0]).joinedAt != 0) mark("member revoked");
    }

    function slashWithoutVerdict(uint256 seed, uint256 amount) external {
        try workers.slash(workerOf(seed), amount) {
            broken = "stake slashed by a stranger";
        } catch {}
    }

    function isOutside(address worker) private view returns (bool) {
        return workers.worker(worker).joinedAt == 0;
    }

    function isLeaving(address worker) private view returns (bool) {
        return workers.worker(worker).leavingAt != 0;
    }
}
