// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract LeaveTest is Fixture {
    function setUp() public override {
        super.setUp();
        join(alice, MIN_STAKE);
        join(bob, MIN_STAKE);
    }

    function test_ShouldEndActivityAtOnce() public {
        uint256 leavingAt = vm.getBlockTimestamp() + COOLDOWN;
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerLeaving(alice, leavingAt);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerDeactivated(alice, 1);
        vm.prank(alice);
        workers.leave();

        vm.assertTrue(!workers.isActive(alice), "active");
        vm.assertEq(workers.activeSince(alice), 0, "activeSince");
        vm.assertEq(workers.worker(alice).leavingAt, leavingAt, "leavingAt");
        vm.assertEq(workers.worker(alice).stake, MIN_STAKE, "stake");
        vm.assertEq(workers.workerCount(), 1, "workerCount");
    }

    function test_ShouldCountAnInactiveMemberNoSecondTime() public {
        vm.prank(address(jobs));
        workers.slash(alice, 1);
        vm.prank(alice);
        workers.leave();

        vm.assertEq(workers.workerCount(), 1, "only bob");
    }

    function test_ShouldLeaveInAPause() public {
        vm.prank(pauser);
        workers.pause();
        vm.prank(alice);
        workers.leave();

        vm.assertTrue(!workers.isActive(alice), "active");
    }

    function test_ShouldRefuseASecondTime() public {
        vm.prank(alice);
        workers.leave();

        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.AlreadyLeaving.selector, alice));
        vm.prank(alice);
        workers.leave();
    }

    function test_ShouldRefuseWhoHasNotJoined() public {
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.NotMember.selector, stranger));
        vm.prank(stranger);
        workers.leave();
    }
}
